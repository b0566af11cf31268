using Mooncake.Backends;
using Mooncake.Conformance.Engines;
using Mooncake.Conformance.Model;
using Mooncake.Conformance.Player;

namespace Mooncake.Conformance.Suites;

/// <summary>What every engine has to pass. An engine gets a class that derives from this one and holds nothing else.</summary>
/// <typeparam name="TEngine">The engine.</typeparam>
public abstract unsafe class ConformanceSuite<TEngine>
    where TEngine : ConformanceEngine, new()
{
    private const int InvalidParams = (int)StoreErrorCode.InvalidParams;

    private readonly TEngine _engine = new();

    [Theory]
    [MemberData(nameof(ScenarioFiles.All), MemberType = typeof(ScenarioFiles))]
    public void Scenario_Played_AnswersAsRecorded(string file)
    {
        RequireEngine();
        if (_engine.Exemptions.TryGetValue(Path.GetFileName(file), out string? exemption))
        {
            Assert.Skip(exemption);
        }

        IReadOnlyList<string> differences = ScenarioPlayer.Play(ScenarioFiles.Read(file), _engine);
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    // Not among the recordings: these calls crash the recorded library.
    [Fact]
    public void Batches_BeforeSetup_AnswerInvalidParams()
    {
        RequireEngine();
        using ConformanceCluster cluster = _engine.OpenCluster();
        StoreBackend client = cluster.CreateClient();
        ScenarioKey key = new("k");
        byte value = 1;
        nint[] keys = [(nint)key.Pointer, (nint)key.Pointer];
        int[] lengths = [key.Length, key.Length];
        nint[] buffers = [(nint)(&value), (nint)(&value)];
        nuint[] sizes = [1, 1];
        int[] results = [0, 0];
        long[] longResults = [0, 0];

        Assert.Equal(InvalidParams, client.BatchPutFrom(keys, lengths, buffers, sizes, config: null, results));
        Assert.Equal([InvalidParams, InvalidParams], results);
        Assert.Equal(InvalidParams, client.BatchGetInto(keys, lengths, buffers, sizes, longResults));
        Assert.Equal([InvalidParams, InvalidParams], longResults);
        results.AsSpan().Clear();
        Assert.Equal(InvalidParams, client.BatchIsExist(keys, lengths, results));
        Assert.Equal([InvalidParams, InvalidParams], results);

        cluster.CloseClient(client);
        GC.KeepAlive(key);
    }

    private void RequireEngine()
    {
        if (_engine.UnavailableReason is { } reason)
        {
            Assert.Skip(reason);
        }
    }
}
