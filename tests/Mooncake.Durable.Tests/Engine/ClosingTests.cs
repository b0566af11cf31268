using System.Text;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>A store that is closed while a call has an iterator, and with it a snapshot.</summary>
public sealed class ClosingTests
{
    private const int Keys = 3000;
    private const int Closed = (int)StoreErrorCode.InvalidParams;

    [Theory]
    [InlineData(0)]
    [InlineData(DurableOptions.SmallestCache)]
    public void Store_ClosedInsideARemoval_EndsItAndCanBeOpenedAtOnce(long cache)
    {
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path, Sync = DurableSync.Process, CacheBytes = cache };
        using (TestStore store = Filled(options))
        {
            long removed = store.Backend.RemoveByPrefix("k"u8, Filter, force: true, out long skipped);
            Assert.Equal((Keys - 1, 0), (removed, skipped));
            Assert.Equal(Closed, store.Backend.RemoveByPrefix("k"u8, filter: null, force: true, out _));

            bool Filter(ReadOnlySpan<byte> key)
            {
                store.Dispose();
                return !key.SequenceEqual("k1000"u8);
            }
        }

        using TestStore again = new(options);
        Assert.Equal(0, again.SetupAnswer);
        Assert.Equal(["k1000"], again.List());
    }

    [Fact]
    public void Store_ClosedWhileThreadsLookForKeys_AnswersEachAndCanBeOpenedAtOnce()
    {
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path, Sync = DurableSync.Process };
        for (int round = 0; round < 5; round++)
        {
            using TestStore store = Filled(options);
            using Barrier start = new(4);
            long[] answers = new long[3];
            byte[] key = Encoding.UTF8.GetBytes("k9999");
            Thread[] threads =
            [
                Repeat(0, () => store.Backend.ScanKeys("k"u8, default, isInclusive: true, new byte[Keys * 8], new int[Keys])),
                Repeat(1, () => store.Backend.FloorKey("k"u8, key, isInclusive: true, new byte[8])),
                Repeat(2, () => store.Backend.CountKeys("k"u8)),
            ];
            Array.ForEach(threads, static thread => thread.Start());
            start.SignalAndWait(TestContext.Current.CancellationToken);
            store.Dispose();
            Array.ForEach(threads, static thread => thread.Join());
            Assert.All(answers, static answer => Assert.Equal(Closed, answer));

            Thread Repeat(int place, Func<long> call) => new(() =>
            {
                start.SignalAndWait();
                do
                {
                    answers[place] = call();
                }
                while (answers[place] is Keys or 5);
            });
        }
    }

    private static TestStore Filled(DurableOptions options)
    {
        TestStore store = new(options);
        Assert.Equal(0, store.SetupAnswer);
        for (int i = 0; i < Keys; i++)
        {
            Assert.Equal(0, store.Put($"k{i:d4}", [1]));
        }

        return store;
    }
}
