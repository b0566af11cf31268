using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Tests.Index;

public sealed class HazardScannerTests
{
    private readonly HazardScanner _scanner = new();
    private ulong[] _hazards = [];

    [Fact]
    public void Scan_SomethingDiedSinceTheLastScan_MakesANewOne()
    {
        long first = _scanner.Take(after: _scanner.Begun, ref _hazards, out _);
        long second = _scanner.Take(after: _scanner.Begun, ref _hazards, out _);
        Assert.Equal(first + 1, second);
        Assert.Equal(second, _scanner.Begun);
    }

    [Fact]
    public void Scan_LastScanIsLaterThanTheDeath_GivesItAgain()
    {
        long died = _scanner.Begun;
        long first = _scanner.Take(died, ref _hazards, out _);
        Assert.Equal(first, _scanner.Take(died, ref _hazards, out _));
        Assert.Equal(first, _scanner.Begun);
    }

    [Fact]
    public unsafe void Take_WhileAThreadReads_ListsWhatItReads()
    {
        const ulong Read = 0xfeed_beef_0123_4567;
        HazardSlot* slot = HazardSlot.Current;
        slot->Enter(Read);
        _scanner.Take(_scanner.Begun, ref _hazards, out int during);
        bool isListed = _hazards.AsSpan(0, during).Contains(HazardSlot.Normalize(Read));
        slot->Exit();
        _scanner.Take(_scanner.Begun, ref _hazards, out int after);
        Assert.True(isListed);
        Assert.False(_hazards.AsSpan(0, after).Contains(HazardSlot.Normalize(Read)));
    }

    [Fact]
    public unsafe void Take_WhileAThreadLooksAtSeveralInPlace_ListsThemAll()
    {
        ulong[] hashes = [0x1111_beef_0123_4567, 0x2222_beef_0123_4567, 0x3333_beef_0123_4567];
        HazardSlot* first = HazardSlot.EnterView(hashes[0]);
        HazardSlot* second = HazardSlot.EnterView(hashes[1]);
        HazardSlot.Current->Enter(hashes[2]);
        _scanner.Take(_scanner.Begun, ref _hazards, out int during);
        bool[] areListed = [.. hashes.Select(hash => _hazards.AsSpan(0, during).Contains(HazardSlot.Normalize(hash)))];
        HazardSlot.Current->Exit();
        HazardSlot.ExitView(first);
        HazardSlot.ExitView(second);
        _scanner.Take(_scanner.Begun, ref _hazards, out int after);
        Assert.Equal([true, true, true], areListed);
        Assert.All(hashes, hash => Assert.False(_hazards.AsSpan(0, after).Contains(HazardSlot.Normalize(hash))));
    }

    [Fact]
    public unsafe void EnterView_AgainAndAgain_NeedsNoFurtherMarks()
    {
        HazardSlot* outer = HazardSlot.EnterView(1);
        HazardSlot* lent = HazardSlot.EnterView(3);
        HazardSlot.ExitView(lent);
        for (int i = 0; i < 100; i++)
        {
            HazardSlot* again = HazardSlot.EnterView(5);
            Assert.True(again != outer);
            HazardSlot.ExitView(again);
        }

        HazardSlot.ExitView(outer);
        Assert.True(HazardSlot.EnterView(7) == outer);
        HazardSlot.ExitView(outer);
    }
}
