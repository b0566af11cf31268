using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Tests.Index;

/// <summary>When objects expire.</summary>
public sealed class ExpiryTableTests
{
    private readonly ExpiryTable _table = new();

    [Fact]
    public void Table_WithoutTimes_IsNotInUse()
    {
        Assert.False(_table.IsInUse);
        Assert.Equal(0, _table.At(123_456));
        _table.Clear(123_456);
        Assert.Empty(Due(long.MaxValue - 1));
    }

    [Fact]
    public void Sweep_VisitsWhatIsDue_AndLowersTheBoundToTheNextTime()
    {
        foreach (int id in (int[])[1, 1023, 1024, 50_000])
        {
            Assert.True(_table.TrySet(id, id));
        }

        Assert.False(_table.IsDue(0));
        Assert.Equal([1, 1023], Due(1023));
        _table.Clear(1);
        _table.Clear(1023);
        Assert.False(_table.IsDue(1023));
        Assert.True(_table.IsDue(1024));
        Assert.Equal([1024, 50_000], Due(50_000));
    }

    [Fact]
    public void Sweep_OfTimesThatWereTakenBack_LeavesTheTableUnused()
    {
        _table.TrySet(7, 100);
        _table.Clear(7);
        Assert.True(_table.IsDue(100));
        Assert.Empty(Due(100));
        Assert.False(_table.IsInUse);
    }

    [Fact]
    public void Sweep_ThatIsInterrupted_LeavesTheRestDue()
    {
        _table.TrySet(7, 100);
        _table.TrySet(9, 100);
        Assert.Throws<InvalidOperationException>(() => _table.Sweep(100, static _ => throw new InvalidOperationException()));
        Assert.Equal([7, 9], Due(100));
    }

    [Fact]
    public void Sweeps_WhileTimesAreSet_MissNone()
    {
        const int count = 20_000;
        bool[] visited = new bool[count];
        using Barrier start = new(3);
        Thread[] setters = [.. Enumerable.Range(0, 2).Select(part => new Thread(() =>
        {
            start.SignalAndWait();
            for (int id = part + 2; id < count; id += 2)
            {
                _table.TrySet(id, id);
            }
        }))];
        Array.ForEach(setters, static thread => thread.Start());
        start.SignalAndWait(TestContext.Current.CancellationToken);
        for (bool isLast = false; ;)
        {
            _table.Sweep(count, id =>
            {
                visited[id] = true;
                _table.Clear(id);
            });
            if (isLast)
            {
                break;
            }

            isLast = Array.TrueForAll(setters, static thread => !thread.IsAlive);
        }

        Array.ForEach(setters, static thread => thread.Join());
        Assert.Equal(count - 2, visited.Count(static isVisited => isVisited));
    }

    private List<int> Due(long now)
    {
        List<int> due = [];
        _table.Sweep(now, due.Add);
        return due;
    }
}
