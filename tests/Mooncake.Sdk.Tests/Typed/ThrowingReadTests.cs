namespace Mooncake.Typed;

/// <summary>Types whose own code throws while a value is read: the item fails with the exception in its error, and its object stays as it is.</summary>
public sealed class ThrowingReadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Dictionary<string, Exception> Thrown { get; } = new()
    {
        ["IO"] = new IOException("x"),
        ["InvalidOperation"] = new InvalidOperationException("Not now."),
        ["Canceled"] = new OperationCanceledException(),
        ["OutOfMemory"] = new InsufficientMemoryException(),
        ["Stack"] = new InsufficientExecutionStackException(),
    };

    public static TheoryData<StorePath, string, string> Faults()
    {
        TheoryData<StorePath, string, string> data = [];
        foreach (StorePath path in Enum.GetValues<StorePath>())
        {
            foreach (Moody.Place place in Enum.GetValues<Moody.Place>())
            {
                data.AddRange(Thrown.Keys.Select(name => (path, place.ToString(), name)).ToArray());
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Get_TypeThrows_IsAResultOnEveryWay(StorePath path, string place, string name)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        Assert.Null((await store.Moodys.PutManyAsync([Moody.Numbered(1), Moody.Numbered(2)], cancellationToken: Stop)).FirstError);
        Exception thrown = Thrown[name];
        Moody.Fault.Value = (Enum.Parse<Moody.Place>(place), thrown);

        AssertThrew((await store.Moodys.GetAsync(1, Stop)).Error, thrown);
        AssertThrew((await store.Moodys.GetLeaseAsync(1, Stop)).Error, thrown);
        StoreBatch<Moody> list = await store.Moodys.GetManyAsync([new(1), new(2), new(3)], Stop);
        Assert.Equal([StoreStatus.Failed, StoreStatus.Failed, StoreStatus.Missing], list.AsSpan().ToArray().Select(static result => result.Status));
        AssertThrew(list[1].Error, thrown);
        List<StoreResult<Moody>> streamed = [];
        await foreach (StoreResult<Moody> result in store.Moodys.GetManyAsync(KeysAsync(), Stop))
        {
            streamed.Add(result);
        }

        Assert.Equal(3, streamed.Count);
        AssertThrew(streamed[0].Error, thrown);

        Moody.Fault.Value = null;
        Assert.Equal(2, (await store.Moodys.GetAsync(2, Stop)).GetValueOrThrow().Id);
        SpinWait.SpinUntil(() => store.Session.Pool.Statistics.RentedBuffers == 0, TimeSpan.FromMinutes(1));
        Assert.Equal(0, store.Session.Pool.Statistics.RentedBuffers);

        static async IAsyncEnumerable<MoodyKey> KeysAsync()
        {
            for (int i = 1; i <= 3; i++)
            {
                await Task.CompletedTask;
                yield return new MoodyKey(i);
            }
        }
    }

    private static void AssertThrew(StoreError? error, Exception thrown)
    {
        Assert.Equal((StoreErrorCode.MalformedValue, WriteOutcome.NotAWrite), (error?.Code, error?.Outcome));
        Assert.Same(thrown, error!.Exception);
        Assert.Contains(thrown.GetType().Name, error.Message, StringComparison.Ordinal);
    }
}
