using System.Collections;

namespace Mooncake.Results;

public sealed class StoreBatchTests
{
    private static readonly StoreError First = new(StoreErrorCode.RpcFail, StoreOperation.Get, "First.", "");
    private static readonly StoreError Second = new(StoreErrorCode.RpcTimeout, StoreOperation.Get, "Second.", "");

    private static StoreBatch<int> Values => new(
        [StoreResult<int>.Found(1), StoreResult<int>.Missing, StoreResult<int>.Failed(First), StoreResult<int>.Failed(Second), StoreResult<int>.Found(5)]);

    private static StoreBatch Outcomes => new(
        [StoreResult.Done, StoreResult.Found, StoreResult.Missing, StoreResult.Failed(First), StoreResult.Failed(Second)]);

    [Fact]
    public void Counts_AreByOutcome()
    {
        Assert.Equal((5, 2, 1, 2), (Values.Count, Values.FoundCount, Values.MissingCount, Values.FailedCount));
        Assert.Equal((5, 2, 1, 2), (Outcomes.Count, Outcomes.SuccessCount, Outcomes.MissingCount, Outcomes.FailedCount));
    }

    [Fact]
    public void FirstError_IsThatOfTheFirstItemThatFailed()
    {
        Assert.Same(First, Values.FirstError);
        Assert.Same(First, Outcomes.FirstError);
        Assert.False(Values.IsSuccess || Outcomes.IsSuccess);
    }

    [Fact]
    public void IsSuccess_OnlyMisses_IsTrue()
    {
        Assert.True(new StoreBatch<int>([StoreResult<int>.Missing]).IsSuccess);
        Assert.True(new StoreBatch([StoreResult.Missing]).IsSuccess);
    }

    [Fact]
    public void Empty_HasNoItemsAndNoError()
    {
        Assert.Equal((0, null, true), (default(StoreBatch<int>).Count, default(StoreBatch<int>).FirstError, default(StoreBatch<int>).IsSuccess));
        Assert.Equal((0, null, true), (default(StoreBatch).Count, default(StoreBatch).FirstError, default(StoreBatch).IsSuccess));
        Assert.Empty(default(StoreBatch<int>));
        Assert.Empty(default(StoreBatch));
        Assert.Throws<IndexOutOfRangeException>(() => default(StoreBatch)[0]);
    }

    [Fact]
    public void ToString_SaysHowManyOfEachAndTheFirstError()
    {
        Assert.Equal($"2 found, 1 missing, 2 failed; the first error: {First.Message}", Values.ToString());
        Assert.Equal($"2 succeeded, 1 missing, 2 failed; the first error: {First.Message}", Outcomes.ToString());
        Assert.Equal("2 succeeded", new StoreBatch([StoreResult.Done, StoreResult.Done]).ToString());
        Assert.Equal("1 missing", new StoreBatch<int>([StoreResult<int>.Missing]).ToString());
        Assert.Equal("0 found", default(StoreBatch<int>).ToString());
        Assert.Equal("0 succeeded", default(StoreBatch).ToString());
    }

    [Fact]
    public void Enumeration_IsInTheOrderOfItems()
    {
        List<StoreStatus> statuses = [];
        foreach (StoreResult<int> result in Values)
        {
            statuses.Add(result.Status);
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(i => Values[i].Status), statuses);
        Assert.Equal(statuses, Values.Select(result => result.Status));
        Assert.Equal(5, ((IEnumerable)Outcomes).Cast<StoreResult>().Count());
    }
}
