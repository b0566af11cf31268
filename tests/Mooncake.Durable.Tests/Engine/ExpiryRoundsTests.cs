using Mooncake.Backends;
using Mooncake.Durable.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>Expired objects of a store that nobody writes to.</summary>
public sealed class ExpiryRoundsTests
{
    [Fact]
    public void IdleStore_ReclaimsWhatHasExpired()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using TestStore store = new(folder, time);
        PutBrief(store, time, 3);
        store.Put("stays", [1]);
        Pass(store, time, 3);
        Assert.Equal((1, 3), (Objects(store), store.Backend.Store!.State.Totals.Expirations));
    }

    [Fact]
    public void OpenedStore_ReclaimsWhatHasExpiredBefore()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using (TestStore before = new(folder, time))
        {
            PutBrief(before, time, 3);
        }

        time.Advance(TimeSpan.FromSeconds(10));
        using TestStore store = new(folder, time);
        Assert.Equal(3, Objects(store));
        Pass(store, time, 1);
        Assert.Equal(0, Objects(store));
    }

    [Fact]
    public void Rounds_GoOn_ForExpiriesThatAreNotedLater()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using TestStore store = new(folder, time);
        for (int i = 0; i < 3; i++)
        {
            // Nothing has an expiry: the rounds end.
            Pass(store, time, 3);
            PutBrief(store, time, 2);
            Pass(store, time, 3);
            Assert.Equal(0, Objects(store));
        }
    }

    [Fact]
    public void ClosedStore_CanBeOpenedAtOnce_AfterARound()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        for (int i = 0; i < 10; i++)
        {
            using TestStore store = new(folder, time);
            Assert.Equal(0, store.SetupAnswer);
            PutBrief(store, time, 100);
            time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    private static long Objects(TestStore store) => store.Backend.Store!.State.Totals.Objects;

    private static void PutBrief(TestStore store, TimeProvider time, int count)
    {
        long soon = time.GetUtcNow().ToUnixTimeMilliseconds() + 1000;
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(0, store.PutIf($"brief{i}", [1], new PutTerms(PutCondition.Always, ExpiresAt: soon), out _));
        }
    }

    private static void Pass(TestStore store, ManualTimeProvider time, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            store.Backend.Store!.Rounds.Join();
        }
    }
}
