using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Tests.Index;

public sealed class ReaderCensusTests
{
    private readonly ReaderCensus _census = new();
    private ulong[] _marks = [];

    [Fact]
    public void Take_SomethingDiedSinceTheLastCensus_TakesANewOne()
    {
        long first = _census.Take(after: _census.Begun, ref _marks, out _);
        long second = _census.Take(after: _census.Begun, ref _marks, out _);
        Assert.Equal(first + 1, second);
        Assert.Equal(second, _census.Begun);
    }

    [Fact]
    public void Take_LastCensusIsLaterThanTheDeath_GivesItAgain()
    {
        long died = _census.Begun;
        long first = _census.Take(died, ref _marks, out _);
        Assert.Equal(first, _census.Take(died, ref _marks, out _));
        Assert.Equal(first, _census.Begun);
    }

    [Fact]
    public unsafe void Take_WhileAThreadReads_ListsWhatItReads()
    {
        const ulong Read = 0xfeed_beef_0123_4567;
        ReadMark* mark = ReadMark.Current;
        mark->Enter(Read);
        _census.Take(_census.Begun, ref _marks, out int during);
        bool isListed = _marks.AsSpan(0, during).Contains(ReadMark.Normalize(Read));
        mark->Exit();
        _census.Take(_census.Begun, ref _marks, out int after);
        Assert.True(isListed);
        Assert.False(_marks.AsSpan(0, after).Contains(ReadMark.Normalize(Read)));
    }

    [Fact]
    public unsafe void Take_WhileAThreadLooksAtSeveralInPlace_ListsThemAll()
    {
        ulong[] hashes = [0x1111_beef_0123_4567, 0x2222_beef_0123_4567, 0x3333_beef_0123_4567];
        ReadMark* first = ReadMark.EnterView(hashes[0]);
        ReadMark* second = ReadMark.EnterView(hashes[1]);
        ReadMark.Current->Enter(hashes[2]);
        _census.Take(_census.Begun, ref _marks, out int during);
        bool[] areListed = [.. hashes.Select(hash => _marks.AsSpan(0, during).Contains(ReadMark.Normalize(hash)))];
        ReadMark.Current->Exit();
        ReadMark.ExitView(first);
        ReadMark.ExitView(second);
        _census.Take(_census.Begun, ref _marks, out int after);
        Assert.Equal([true, true, true], areListed);
        Assert.All(hashes, hash => Assert.False(_marks.AsSpan(0, after).Contains(ReadMark.Normalize(hash))));
    }

    [Fact]
    public unsafe void EnterView_AgainAndAgain_NeedsNoFurtherMarks()
    {
        ReadMark* outer = ReadMark.EnterView(1);
        ReadMark* lent = ReadMark.EnterView(3);
        ReadMark.ExitView(lent);
        for (int i = 0; i < 100; i++)
        {
            ReadMark* again = ReadMark.EnterView(5);
            Assert.True(again != outer);
            ReadMark.ExitView(again);
        }

        ReadMark.ExitView(outer);
        Assert.True(ReadMark.EnterView(7) == outer);
        ReadMark.ExitView(outer);
    }
}
