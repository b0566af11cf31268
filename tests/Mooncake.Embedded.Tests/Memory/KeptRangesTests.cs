using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Tests.Memory;

public sealed unsafe class KeptRangesTests : IDisposable
{
    private const int MiB = 1 << 20;
    private const int Arenas = 2;

    private readonly NativeLedger _ledger = new();
    private readonly Segment _segment;
    private readonly KeptRanges _kept;

    public KeptRangesTests()
    {
        _segment = new Segment("s", 0, 16 * MiB, _ledger);
        _kept = new KeptRanges(_segment, Arenas);
    }

    [Fact]
    public void TryTake_OfALengthThatIsKept_GivesTheRange()
    {
        byte* range = _segment.TryAllocate(250, thorough: false);
        Assert.True(_kept.TryKeep(range, 250));

        Assert.True(_kept.TryTake(500) == null);
        Assert.True(_kept.TryTake(200) == range);
        Assert.True(_kept.TryTake(250) == null);
        Assert.Equal(0, _kept.Bytes);
        _segment.Free(range, 250);
    }

    [Fact]
    public void TryKeep_OfMoreThanAnArenasShare_IsRefused()
    {
        List<nint> kept = [];
        byte* range;
        while (_kept.TryKeep(range = _segment.TryAllocate(4096, thorough: false), 4096))
        {
            kept.Add((nint)range);
        }

        Assert.Equal(16 * MiB / 32 / Arenas / 4096, kept.Count);
        Assert.Equal(kept.Count * 4096, _kept.Bytes);
        _segment.Free(range, 4096);
    }

    [Fact]
    public void TryKeep_OfALargeRange_IsRefused()
    {
        byte* range = _segment.TryAllocate(4097, thorough: false);

        Assert.False(_kept.TryKeep(range, 4097));
        _segment.Free(range, 4097);
    }

    [Fact]
    public void TryKeep_WhenTheSegmentLeaves_IsRefused()
    {
        byte* range = _segment.TryAllocate(64, thorough: false);
        _segment.Leave();

        Assert.False(_kept.TryKeep(range, 64));
        _segment.Free(range, 64);
    }

    [Fact]
    public void GiveBack_GivesEveryRangeToTheSegment()
    {
        for (nuint size = 1; size <= 4096; size += 100)
        {
            Assert.True(_kept.TryKeep(_segment.TryAllocate(size, thorough: false), size));
        }

        SegmentFrees frees = default;
        _kept.GiveBack(ref frees);
        frees.Dispose();

        Assert.Equal(0, _segment.UsedBytes);
        Assert.Equal(0, _kept.Bytes);
        Assert.True(_kept.TryTake(64) == null);
    }

    public void Dispose()
    {
        SegmentFrees frees = default;
        _kept.GiveBack(ref frees);
        frees.Dispose();
        _segment.Leave();
        Assert.Equal(0, _ledger.OutstandingBytes);
    }
}
