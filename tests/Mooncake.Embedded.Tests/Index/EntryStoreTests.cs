using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Tests.Index;

public sealed unsafe class EntryStoreTests
{
    private readonly EntryTable _table = new();
    private readonly EntryStore _first;
    private readonly EntryStore _second;

    public EntryStoreTests()
    {
        _first = new EntryStore(_table, owner: 0);
        _second = new EntryStore(_table, owner: 1);
    }

    [Fact]
    public void Take_FromTwoStores_NeverGivesOneEntryTwice()
    {
        HashSet<int> ids = [];
        HashSet<nint> entries = [];
        for (int i = 0; i < 1000; i++)
        {
            int id = (i % 3 == 0 ? _first : _second).Take();
            Assert.NotEqual(0, id);
            Assert.True(ids.Add(id));
            Assert.True(entries.Add((nint)_table.At(id)));
            Assert.Equal(i % 3 == 0 ? 0 : 1, _table.At(id)->Owner);
        }
    }

    [Fact]
    public void At_OfAnEntry_IsAlignedAndStaysWhereItIs()
    {
        int id = _first.Take();
        Entry* before = _table.At(id);
        for (int i = 0; i < 10_000; i++)
        {
            _second.Take();
        }

        GC.Collect();

        Assert.True(before == _table.At(id));
        Assert.Equal(0, (nint)before % sizeof(Entry));
    }

    [Fact]
    public void Take_OfAnEntryThatWasReturned_IsANewGeneration()
    {
        int id = _first.Take();
        int generation = _table.At(id)->Generation;
        _first.Return(id);

        Assert.Equal(id, _first.Take());
        Assert.Equal(generation + 1, _table.At(id)->Generation);
    }

    [Fact]
    public void TryGiveHalfTo_MovesEntriesWithTheirOwner()
    {
        int[] taken = [.. Enumerable.Range(0, 400).Select(_ => _first.Take())];
        Array.ForEach(taken, _first.Return);
        int free = _first.FreeCount;

        Assert.True(_first.TryGiveHalfTo(_second));

        Assert.Equal(free - (free / 2), _first.FreeCount);
        Assert.Equal(free / 2, _second.FreeCount);
        Assert.Equal(1, _table.At(_second.Take())->Owner);
        Assert.Equal(0, _table.At(_first.Take())->Owner);

        // Both have room for all that is theirs now.
        Array.ForEach([.. Enumerable.Range(0, _first.FreeCount).Select(_ => _first.Take())], _first.Return);
        Array.ForEach([.. Enumerable.Range(0, _second.FreeCount).Select(_ => _second.Take())], _second.Return);
    }
}
