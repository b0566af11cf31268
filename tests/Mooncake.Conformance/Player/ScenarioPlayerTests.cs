using Mooncake.Backends;
using Mooncake.Conformance.Engines;
using Mooncake.Conformance.Model;
using Mooncake.Testing;

namespace Mooncake.Conformance.Player;

/// <summary>The player notices what is wrong: a player that found nothing would pass every engine.</summary>
public sealed class ScenarioPlayerTests
{
    private const string Opening = """
        {"op": "create", "observed": {"answer": "handle"}},
        {"op": "setup", "segment": 16777216, "local_buffer": 8388608, "observed": {"answer": 0}},
        {"op": "buffer", "name": "b", "size": 4096},
        {"op": "put", "key": "k", "value": {"pattern": 1, "size": 100}, "observed": {"answer": 0}},
        """;

    [Fact]
    public void RightAnswers_Played_GiveNoDifference() =>
        Assert.Empty(Play("""{"op": "get_into", "key": "k", "buffer": "b", "data": {"pattern": 1, "size": 100}, "observed": {"answer": 100, "data_ok": true}}"""));

    [Fact]
    public void WrongAnswer_Played_IsReportedWithStepCallAndKey()
    {
        IReadOnlyList<string> differences = Play("""{"op": "get_size", "key": "k", "observed": {"answer": 99}}""");

        Assert.Equal(["test, step 5, get_size of key \"k\": answer: expected 99, got 100"], differences);
    }

    [Fact]
    public void WrongBytes_Fetched_AreReported()
    {
        IReadOnlyList<string> differences = Play(
            """{"op": "get_into", "key": "k", "buffer": "b", "data": {"pattern": 1, "size": 100}, "observed": {"answer": 100, "data_ok": true}}""",
            new FaultRule(StoreCalls.Gets, Fault.CorruptRead()));

        Assert.Equal(["test, step 5, get_into of key \"k\": data_ok: expected [True], got [False]"], differences);
    }

    [Fact]
    public void BytesPastTheObject_Written_AreReported()
    {
        string step = """{"op": "get_into", "key": "k", "buffer": "b", "offset": 8, "size": 200, "observed": {"answer": 100}}""";
        IReadOnlyList<string> differences = ScenarioPlayer.Play(Parse(step), new OverrunningEngine());

        Assert.Equal(["test, step 5, get_into of key \"k\": byte 108 of the buffer, where no object goes, changed from 0xee to 0x00"], differences);
    }

    [Fact]
    public void WrongResult_InABatch_IsReported()
    {
        IReadOnlyList<string> differences = Play(
            """{"op": "batch_is_exist", "keys": ["k", "no"], "observed": {"answer": 0, "results": [1, 0]}}""",
            new FaultRule(StoreCalls.Batches, Fault.FailItems(-900)) { Items = [0] });

        Assert.Equal(["test, step 5, batch_is_exist: results: expected [1, 0], got [-900, 0]"], differences);
    }

    [Fact]
    public void Require_BesideObserved_OverridesIt()
    {
        Assert.Empty(Play("""{"op": "get_size", "key": "k", "observed": {"answer": 20}, "require": {"answer": 100}}"""));
        Assert.Single(Play("""{"op": "get_size", "key": "k", "observed": {"answer": 100}, "require": {"answer": 20}}"""));
    }

    [Theory]
    [InlineData("[100, 200]", 0)]
    [InlineData("[0, 100]", 0)]
    [InlineData("[0, 99]", 1)]
    [InlineData("[101, 200]", 1)]
    public void RequireBetween_BesideObserved_IsAClosedRange(string range, int differences) =>
        Assert.Equal(
            differences,
            Play($$$"""{"op": "get_size", "key": "k", "observed": {"answer": 1}, "require_between": {"answer": {{{range}}}}}""").Count);

    [Fact]
    public void Runs_Differing_AreShownRunByRun()
    {
        IReadOnlyList<string> differences = Play(
            """{"op": "repeat_put", "prefix": "r", "count": 5, "pattern": 1, "size": 10, "observed": {"runs": [[0, 5]]}}""",
            new FaultRule(StoreCalls.Put, Fault.Fail(-200)) { FirstCall = 4 });

        Assert.Equal(["test, step 5, repeat_put: runs: expected [5 x 0], got [2 x 0, 3 x -200]"], differences);
    }

    [Theory]
    [InlineData("""{"op": "dance"}""", "does not know the op 'dance'")]
    [InlineData("""{"op": "get_size", "key": "k", "twice": true}""", "twice")]
    [InlineData("""{"op": "get_size", "key": "k", "observed": {"answer": 100, "mood": "good"}}""", "mood")]
    [InlineData("""{"op": "get_size"}""", "needs a member 'key'")]
    [InlineData("""{"op": "get_into", "key": "k", "buffer": "b", "offset": 4000, "size": 97}""", "not in buffer 'b'")]
    [InlineData("""{"op": "is_exist", "key": "k", "on": "z"}""", "Client 'z' was not created")]
    public void Scenario_ThatCannotBePlayed_Throws(string step, string message) =>
        Assert.Contains(message, Assert.Throws<ScenarioException>(() => Play(step)).Message, StringComparison.Ordinal);

    // The README of the recordings: byte i is (31*i + 17*p + (i >> 8)) & 0xFF.
    [Fact]
    public void Pattern_Filled_FollowsTheRecordingsRule()
    {
        byte[] bytes = ScenarioBytes.Pattern(pattern: 3, size: 600);

        Assert.Equal([51, 82, 113], bytes[..3]);
        Assert.Equal(((31 * 513) + 51 + 2) & 0xFF, bytes[513]);
    }

    private static IReadOnlyList<string> Play(string step, params FaultRule[] rules) =>
        ScenarioPlayer.Play(Parse(step), new FaultyEngine(new FaultPlan(seed: 1, rules)));

    private static Scenario Parse(string step) => Scenario.Parse($$"""{"name": "test", "steps": [{{Opening}}{{step}}]}""");

    private sealed class FaultyEngine(FaultPlan plan) : EmbeddedEngine
    {
        protected override StoreBackend Decorate(StoreBackend backend) => new FaultBackend(backend, plan);
    }

    private sealed class OverrunningEngine : EmbeddedEngine
    {
        protected override StoreBackend Decorate(StoreBackend backend) => new OverrunningBackend(backend);
    }

    private sealed unsafe class OverrunningBackend(StoreBackend inner) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
    {
        protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size)
        {
            long answer = base.GetIntoCore(key, keyLength, buffer, size);
            ((byte*)buffer)[answer] = 0;
            return answer;
        }
    }
}
