using Mooncake.Backends;
using Mooncake.Durable.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>The computer's clock is set while a store is open.</summary>
public sealed class ClockTests
{
    [Fact]
    public void Clock_ThatIsSet_LeavesLeasesAlone()
    {
        using TestFolder folder = new();
        ManualTimeProvider passing = new();
        ShiftedTime time = new(passing);
        using TestStore store = new(folder, time);
        Assert.Equal(0, store.Put("k", [1]));
        foreach (int days in (int[])[0, 400, -400])
        {
            Assert.Equal([1], store.Get("k"));
            time.Shift = TimeSpan.FromDays(days);
            Assert.Equal((int)StoreErrorCode.ObjectHasLease, store.Remove("k", force: false));
        }

        passing.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, store.Remove("k", force: false));
    }

    [Fact]
    public void Clock_ThatIsSetBack_LetsLaterObjectsExpire()
    {
        using TestFolder folder = new();
        ManualTimeProvider passing = new();
        ShiftedTime time = new(passing);
        using TestStore store = new(folder, time);
        PutBrief("before");
        Pass(2);
        Assert.Equal(0, store.Backend.Store!.State.Totals.Objects);
        PutBrief("waiting");
        time.Shift = TimeSpan.FromDays(-400);
        PutBrief("after");
        Assert.Equal(["after", "waiting"], store.List());
        Pass(2);
        Assert.Equal(1, store.Backend.Store.State.Totals.Objects);
        Assert.Equal(["waiting"], store.List());
        time.Shift = TimeSpan.Zero;
        Pass(1);
        Assert.Equal(0, store.Backend.Store.State.Totals.Objects);

        void PutBrief(string key)
        {
            long soon = time.GetUtcNow().ToUnixTimeMilliseconds() + 1000;
            Assert.Equal(0, store.PutIf(key, [1], new PutTerms(PutCondition.Absent, ExpiresAt: soon), out _));
        }

        void Pass(int seconds)
        {
            for (int i = 0; i < seconds; i++)
            {
                passing.Advance(TimeSpan.FromSeconds(1));
                store.Backend.Store!.Rounds.Join();
            }
        }
    }
}
