using Mooncake.Testing.Tests.Support;

namespace Mooncake.Testing.Tests.Faults;

public sealed class FaultPlanTests
{
    private const int Gone = (int)StoreErrorCode.RpcFail;

    [Fact]
    public void Traces_OfOneSeed_AreTheSame()
    {
        IReadOnlyList<InjectedFault> first = PlayMixedLoad(seed: 7);
        IReadOnlyList<InjectedFault> second = PlayMixedLoad(seed: 7);

        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Traces_OfTwoSeeds_Differ() => Assert.NotEqual(PlayMixedLoad(seed: 7), PlayMixedLoad(seed: 8));

    // The stored and fetched bytes are part of what a replay has to repeat.
    [Fact]
    public void CorruptBytes_OfOneSeed_AreTheSame() => Assert.Equal(CorruptedBuffers(seed: 3), CorruptedBuffers(seed: 3));

    [Fact]
    public void Rule_ForTheNthCall_StrikesThatOneOnly()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.IsExist, Fault.Fail(Gone)) { FirstCall = 3, LastCall = 4 });
        int[] answers = [.. Enumerable.Range(0, 6).Select(_ => backend.Exists("k"))];

        Assert.Equal([0, 0, Gone, Gone, 0, 0], answers);
    }

    [Fact]
    public void Rule_WithAKeyFilter_CountsOnlyCallsWithSuchKeys()
    {
        using FaultBackend backend = Backend(
            new FaultRule(StoreCalls.IsExist | StoreCalls.BatchIsExist, Fault.Fail(Gone)) { KeyFilter = StoreKeyFilters.Exactly("x"), FirstCall = 2 });
        backend.Exists("x");

        Assert.Equal(0, backend.Exists("y"));
        Assert.Equal(0, backend.ExistMany("y", "z").Answer);
        Assert.Equal(Gone, backend.ExistMany("y", "x").Answer);
    }

    [Fact]
    public void Rule_WithAProbability_StrikesAboutThatPart()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.IsExist, Fault.Fail(Gone)) { Probability = 0.25 });
        int struck = Enumerable.Range(0, 4000).Count(_ => backend.Exists("k") == Gone);

        Assert.InRange(struck, 900, 1100);
    }

    [Fact]
    public void Rule_WithAnItemProbability_StrikesAboutThatPartOfTheItems()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.BatchIsExist, Fault.FailItems(Gone)) { ItemProbability = 0.25 });
        string[] keys = [.. Enumerable.Range(0, 4000).Select(static i => $"k{i}")];

        Assert.InRange(backend.ExistMany(keys).Results.Count(static result => result == Gone), 900, 1100);
    }

    [Fact]
    public void Rule_WithATimeWindow_StrikesInsideItOnly()
    {
        ManualTimeProvider clock = new();
        FaultRule rule = new(StoreCalls.IsExist, Fault.Fail(Gone)) { From = TimeSpan.FromSeconds(1), Until = TimeSpan.FromSeconds(2) };
        using FaultBackend backend = new FaultBackend(new MemoryBackend(), new FaultPlan(seed: 1, rule), clock).Ready();
        List<int> answers = [];
        for (int i = 0; i < 3; i++)
        {
            answers.Add(backend.Exists("k"));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, Gone, 0], answers);
    }

    [Fact]
    public void Decisions_OfTheNthCall_DoNotDependOnOtherCalls()
    {
        FaultRule rule = new(StoreCalls.IsExist, Fault.Fail(Gone)) { Probability = 0.5 };
        using FaultBackend alone = Backend(rule);
        using FaultBackend amongOthers = Backend(rule);
        List<int> expected = [];
        List<int> actual = [];
        for (int i = 0; i < 50; i++)
        {
            expected.Add(alone.Exists("k"));
            amongOthers.Get("k");
            actual.Add(amongOthers.Exists("k"));
        }

        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(StoreCalls.Puts)]
    [InlineData(StoreCalls.None)]
    public void Rule_ForCallsThatItsFaultCannotStrike_Throws(StoreCalls calls) =>
        Assert.Throws<ArgumentException>(() => new FaultRule(calls, Fault.CorruptRead()));

    [Fact]
    public void Rule_FailingWithAPositiveCode_IsForHealthOnly()
    {
        Assert.Throws<ArgumentException>(() => new FaultRule(StoreCalls.Gets, Fault.Fail(2)));
        Assert.Equal(2, new FaultRule(StoreCalls.HealthCheck, Fault.Fail(2)).Fault.Value);
    }

    [Fact]
    public void Faults_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Fail(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Delay(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.AnswerShort(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.CorruptRead(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.CorruptWrite(0));
        Assert.Throws<ArgumentNullException>(() => Fault.Hang(null!));
        Assert.Throws<ArgumentNullException>(() => new FaultPlan(1, (FaultRule)null!));
    }

    private static FaultBackend Backend(params FaultRule[] rules) =>
        new FaultBackend(new MemoryBackend(), new FaultPlan(seed: 1, rules)).Ready();

    private static IReadOnlyList<InjectedFault> PlayMixedLoad(int seed)
    {
        FaultPlan plan = new(
            seed,
            new FaultRule(StoreCalls.All & ~(StoreCalls.Setup | StoreCalls.Dispose), Fault.Fail(Gone)) { Probability = 0.05 },
            new FaultRule(StoreCalls.Batches, Fault.FailItems(Gone)) { Probability = 0.5, ItemProbability = 0.3 },
            new FaultRule(StoreCalls.Batches, Fault.OmitItems()) { ItemProbability = 0.05 },
            new FaultRule(StoreCalls.Gets, Fault.CorruptRead(3)) { Probability = 0.2 },
            new FaultRule(StoreCalls.Puts, Fault.CorruptWrite()) { Probability = 0.2 },
            new FaultRule(StoreCalls.Gets | StoreCalls.GetSize, Fault.AnswerShort(2)) { Probability = 0.2 });
        using FaultBackend backend = new FaultBackend(new MemoryBackend(), plan).Ready();
        for (int i = 0; i < 100; i++)
        {
            backend.Put($"k{i}", [1, 2, 3, 4]);
            backend.PutMany([5, 6, 7], $"a{i}", $"b{i}");
            backend.GetMany(8, $"k{i}", $"a{i}", $"b{i}");
            backend.Size($"k{i}");
            backend.Remove($"a{i}");
        }

        return backend.GetTrace();
    }

    private static List<byte[]> CorruptedBuffers(int seed)
    {
        FaultPlan plan = new(seed, new FaultRule(StoreCalls.Gets, Fault.CorruptRead(2)), new FaultRule(StoreCalls.Puts, Fault.CorruptWrite(2)));
        using FaultBackend backend = new FaultBackend(new MemoryBackend(), plan).Ready();
        backend.PutMany([1, 2, 3, 4], "a", "b", "c");
        return [.. backend.GetMany(4, "a", "b", "c").Buffers, backend.Get("a").Buffer];
    }
}
