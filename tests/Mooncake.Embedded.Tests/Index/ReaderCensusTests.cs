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
}
