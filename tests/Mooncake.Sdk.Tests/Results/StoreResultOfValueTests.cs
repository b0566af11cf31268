using System.Runtime.CompilerServices;

namespace Mooncake.Results;

public sealed class StoreResultOfValueTests
{
    private static readonly StoreError Error = new(StoreErrorCode.RpcFail, StoreOperation.Get, "No answer.", "Wait.") { Exception = new TimeoutException() };

    [Fact]
    public void Default_IsAFailureWithAnErrorThatSaysSo()
    {
        StoreResult<string> result = default;
        Assert.True(result.IsFailed);
        Assert.False(result.TryGetValue(out _, out StoreError? error));
        Assert.Contains("uninitialized (default) result", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryGetValue_Found_HasTheValueAndNoError()
    {
        StoreResult<string> result = StoreResult<string>.Found("value");
        Assert.True(result.TryGetValue(out string? value, out StoreError? error));
        Assert.Equal(("value", null), (value, error));
        Assert.True(result.TryGetValue(out value));
        Assert.Equal("value", result.GetValueOrThrow());
    }

    [Fact]
    public void TryGetValue_Missing_HasNeitherValueNorError()
    {
        Assert.False(StoreResult<string>.Missing.TryGetValue(out string? value, out StoreError? error));
        Assert.Null(value);
        Assert.Null(error);
    }

    [Fact]
    public void TryGetValue_Failed_HasTheError()
    {
        Assert.False(StoreResult<string>.Failed(Error).TryGetValue(out _, out StoreError? error));
        Assert.Same(Error, error);
    }

    [Fact]
    public void GetValueOrThrow_Failed_ThrowsTheErrorWithItsCause()
    {
        StoreException exception = Assert.Throws<StoreException>(() => StoreResult<int>.Failed(Error).GetValueOrThrow());
        Assert.Same(Error, exception.Error);
        Assert.Equal(Error.Message, exception.Message);
        Assert.Same(Error.Exception, exception.InnerException);
    }

    [Fact]
    public void Value_Missing_ThrowsObjectNotFound() =>
        Assert.Equal(
            StoreErrorCode.ObjectNotFound, Assert.Throws<StoreException>(() => StoreResult<int>.Missing.GetValueOrThrow()).Error.Code);

    [Fact]
    public void MissingAt_IsEqualToAnyMiss()
    {
        StoreResult<int> miss = StoreResult<int>.MissingAt(new ReadingKey(1));
        Assert.True(miss.IsMissing && !miss.IsFailed && miss.Error is null);
        Assert.Equal(StoreResult<int>.Missing, miss);
        Assert.Equal(StoreResult<int>.Missing.GetHashCode(), miss.GetHashCode());
        Assert.NotEqual(StoreResult<int>.Found(0), miss);
        Assert.Equal("Missing", miss.ToString());
    }

    [Fact]
    public void GetValueOrDefault_WithoutAValue_AnswersTheFallback()
    {
        Assert.Equal(7, StoreResult<int>.Missing.GetValueOrDefault(7));
        Assert.Equal(7, StoreResult<int>.Failed(Error).GetValueOrDefault(7));
        Assert.Equal(5, StoreResult<int>.Found(5).GetValueOrDefault(7));
    }

    [Fact]
    public void Equality_IsByStatusValueAndError()
    {
        Assert.Equal(StoreResult<int>.Found(1), StoreResult<int>.Found(1));
        Assert.True(StoreResult<int>.Found(1) != StoreResult<int>.Found(2));
        Assert.True(StoreResult<int>.Found(0) != StoreResult<int>.Missing);
        Assert.False(StoreResult<int>.Missing == StoreResult<int>.Failed(Error));
        Assert.Equal(StoreResult<string>.Found("a").GetHashCode(), StoreResult<string>.Found("a").GetHashCode());
    }

    [Fact]
    public void Miss_AllocatesNothing()
    {
        Assert.False(Ask(1000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Ask(1000));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Failed_WithoutAnError_IsRefused() => Assert.Throws<ArgumentNullException>(() => StoreResult<int>.Failed(null!));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Ask(int times)
    {
        bool any = false;
        for (int i = 0; i < times; i++)
        {
            any |= StoreResult<string>.Missing.TryGetValue(out _, out _);
        }

        return any;
    }
}
