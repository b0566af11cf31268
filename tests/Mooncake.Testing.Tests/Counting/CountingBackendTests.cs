using Mooncake.Testing.Tests.Support;

namespace Mooncake.Testing.Tests.Counting;

public sealed unsafe class CountingBackendTests : IDisposable
{
    private readonly CountingBackend _backend = new CountingBackend(new MemoryBackend()).Ready();

    public void Dispose() => _backend.Dispose();

    [Fact]
    public void Batch_OfManyItems_CountsAsOneCall()
    {
        _backend.PutMany([1, 2, 3], "a", "b");
        _backend.GetMany(16, "a", "no", "b");

        Assert.Equal(new CallCount(Calls: 1, Items: 2, Bytes: 6), _backend.Count(StoreCalls.BatchPutFrom));
        Assert.Equal(new CallCount(Calls: 1, Items: 3, Bytes: 6), _backend.Count(StoreCalls.BatchGetInto));
    }

    [Fact]
    public void SingleCalls_Made_CountOneItemEach()
    {
        _backend.Put("a", [1, 2, 3]);
        _backend.PutFrom("b", [1]);
        _backend.Get("a");
        _backend.Get("no");
        _backend.Exists("a");
        _backend.Size("a");
        _backend.Remove("a");

        Assert.Equal(new CallCount(2, 2, 4), _backend.Count(StoreCalls.Puts));
        Assert.Equal(new CallCount(2, 2, 3), _backend.Count(StoreCalls.Gets));
        Assert.Equal(new CallCount(7, 7, 7), _backend.Count(StoreCalls.Objects));
        Assert.Equal(1, _backend.Count(StoreCalls.Setup).Calls);
    }

    [Fact]
    public void RefusedCalls_NeverReachingTheBackend_AreNotCounted()
    {
        _backend.Put("", [1]);
        _backend.Put("k", []);

        Assert.Equal(default, _backend.Count(StoreCalls.Puts));
    }

    [Fact]
    public void Registration_Accepted_CountsItsBytes()
    {
        byte memory = 0;
        _backend.RegisterBuffer(&memory, 1);
        _backend.RegisterBuffer(&memory, 1);
        _backend.UnregisterBuffer(&memory);

        Assert.Equal(new CallCount(2, 2, 1), _backend.Count(StoreCalls.RegisterBuffer));
        Assert.Equal(1, _backend.Count(StoreCalls.UnregisterBuffer).Calls);
    }

    [Fact]
    public void Difference_OfTwoCounts_TellsWhatHappenedBetween()
    {
        _backend.Exists("a");
        CallCount before = _backend.Count(StoreCalls.All);
        _backend.Exists("a");

        Assert.Equal(new CallCount(1, 1, 0), _backend.Count(StoreCalls.All) - before);
    }

    [Fact]
    public void Reset_AfterCalls_StartsFromZero()
    {
        _backend.Exists("a");
        _backend.Reset();

        Assert.Equal(default, _backend.Count(StoreCalls.All));
    }

    [Fact]
    public void Calls_OnManyThreads_AreAllCounted()
    {
        CallThread<bool>[] threads = [.. Enumerable.Range(0, 4).Select(_ => new CallThread<bool>(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _backend.Exists("a");
            }

            return true;
        }))];

        Assert.All(threads, static thread => thread.Answer());
        Assert.Equal(4000, _backend.Count(StoreCalls.IsExist).Calls);
    }
}
