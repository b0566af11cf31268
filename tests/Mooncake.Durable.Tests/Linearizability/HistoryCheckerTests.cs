namespace Mooncake.Durable.Tests.Linearizability;

/// <summary>The checker finds what is wrong, and nothing else.</summary>
public sealed class HistoryCheckerTests
{
    [Fact]
    public void ReadDuringAReplacement_MaySeeEither()
    {
        RecordedCall put = Call(CallKind.Replace, 0, 1, value: 1, version: 1);
        RecordedCall replace = Call(CallKind.Replace, 2, 9, value: 2, version: 2);
        Assert.All([1, 2], seen => Assert.Null(HistoryChecker.Explain([[put, replace], [Get(3, 4, seen)]], Vanishing.Never)));
    }

    [Fact]
    public void ReadAfterAReplacement_MustNotSeeTheOldObject()
    {
        RecordedCall put = Call(CallKind.Replace, 0, 1, value: 1, version: 1);
        RecordedCall replace = Call(CallKind.Replace, 2, 3, value: 2, version: 2);
        Assert.NotNull(HistoryChecker.Explain([[put, replace], [Get(4, 5, 1)]], Vanishing.Evicted));
    }

    [Fact]
    public void SecondRead_MustNotSeeAnOlderObjectThanTheFirst()
    {
        RecordedCall put = Call(CallKind.Replace, 0, 1, value: 1, version: 1);
        RecordedCall replace = Call(CallKind.Replace, 2, 9, value: 2, version: 2);
        Assert.NotNull(HistoryChecker.Explain([[put, replace], [Get(3, 4, 2)], [Get(5, 6, 1)]], Vanishing.Never));
    }

    [Fact]
    public void MissingObject_IsWrongUnlessItCanVanish()
    {
        RecordedCall put = Call(CallKind.PutIfAbsent, 0, 1, value: 1, version: 1);
        RecordedCall get = new(CallKind.Get, 2, 3, 0, 0, (int)StoreErrorCode.ObjectNotFound, 0, 0);
        Assert.NotNull(HistoryChecker.Explain([[put], [get]], Vanishing.Never));
        Assert.Null(HistoryChecker.Explain([[put], [get]], Vanishing.Evicted));
        Assert.NotNull(HistoryChecker.Explain([[put], [get, Get(4, 5, 1)]], Vanishing.Evicted));
    }

    [Fact]
    public void CallWithoutAnAnswer_MayHaveHappenedOrNot()
    {
        RecordedCall put = Call(CallKind.Replace, 0, 1, value: 1, version: 0);
        RecordedCall open = Call(CallKind.Replace, 2, 9, value: 2, version: 0) with { IsOpen = true };
        RecordedCall removal = Call(CallKind.Remove, 2, 9, value: 0, version: 0) with { IsOpen = true };
        Assert.All([1, 2], seen => Assert.Null(HistoryChecker.Explain([[put, open], [Get(10, 11, seen)]], Vanishing.Never)));
        Assert.Null(HistoryChecker.Explain([[put, removal], [Missing(10, 11)]], Vanishing.Never));
        Assert.NotNull(HistoryChecker.Explain([[put, open], [Missing(10, 11)]], Vanishing.Never));
        Assert.NotNull(HistoryChecker.Explain([[put, open], [Get(3, 4, 2), Get(5, 6, 1)]], Vanishing.Never));
        Assert.NotNull(HistoryChecker.Explain([[put, open], [Get(10, 11, 1), Get(12, 13, 2)]], Vanishing.Never));
    }

    private static RecordedCall Missing(long started, long ended) =>
        new(CallKind.Get, started, ended, 0, 0, (int)StoreErrorCode.ObjectNotFound, 0, 0);

    private static RecordedCall Call(CallKind kind, long started, long ended, int value, ulong version) =>
        new(kind, started, ended, value, 0, 0, 0, version);

    private static RecordedCall Get(long started, long ended, int seen) => new(CallKind.Get, started, ended, 0, 0, 1, seen, 0);
}
