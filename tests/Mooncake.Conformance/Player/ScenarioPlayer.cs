using Mooncake.Backends;
using Mooncake.Conformance.Engines;
using Mooncake.Conformance.Model;

namespace Mooncake.Conformance.Player;

/// <summary>Plays a scenario's steps through the contract on one cluster, and compares each answer with the recorded one.</summary>
internal sealed unsafe partial class ScenarioPlayer : IDisposable
{
    private const int LongestHostname = 1024;

    private readonly ConformanceCluster _cluster;
    private readonly Dictionary<string, StoreBackend> _clients = [];
    private readonly Dictionary<string, ScenarioBuffer> _buffers = [];

    private ScenarioPlayer(ConformanceCluster cluster) => _cluster = cluster;

    /// <summary>Plays a scenario on a cluster of its own.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="engine">The engine to play it on.</param>
    /// <returns>One text for each difference: scenario, step, call, key, expected, got.</returns>
    /// <exception cref="ScenarioException">The scenario cannot be played.</exception>
    internal static IReadOnlyList<string> Play(Scenario scenario, ConformanceEngine engine)
    {
        using ConformanceCluster cluster = engine.OpenCluster();
        using ScenarioPlayer player = new(cluster);
        List<string> differences = [];
        for (int i = 0; i < scenario.Steps.Count; i++)
        {
            JsonMembers step = scenario.Steps[i];
            StepExpectation expectation = new(step);
            string op = step.Text("op");
            StepOutcome outcome = player.PlayStep(op, step);
            step.RequireAllTaken();
            foreach (string difference in expectation.Compare(outcome))
            {
                differences.Add($"{scenario.Name}, step {i + 1}, {op}{About(step)}: {difference}");
            }
        }

        return differences;
    }

    /// <summary>Closes the clients, then frees the buffers that were registered with them.</summary>
    public void Dispose()
    {
        foreach (StoreBackend client in _clients.Values.Reverse())
        {
            _cluster.CloseClient(client);
        }

        foreach (ScenarioBuffer buffer in _buffers.Values)
        {
            buffer.Dispose();
        }
    }

    private StepOutcome PlayStep(string op, JsonMembers step) => op switch
    {
        "create" => Create(step),
        "setup" => SetUp(step),
        "destroy" => Destroy(step),
        "health_check" => Answer(Client(step).HealthCheck()),
        "get_hostname" => GetHostname(step),
        "buffer" => AddBuffer(step),
        "fill" => Fill(step),
        "sleep" => Sleep(step),
        "register" => Register(step),
        "register_null" => Answer(Client(step).RegisterBuffer(null, (nuint)step.Count("size"))),
        "unregister" => Unregister(step),
        "put" => Put(step),
        "put_null" => PutNull(step),
        "put_from" => PutFrom(step),
        "get_into" => GetInto(step),
        "is_exist" => IsExist(step),
        "get_size" => GetSize(step),
        "remove" => Remove(step),
        "remove_by_regex" => RemoveByRegex(step),
        "remove_all" => Answer(Client(step).RemoveAll(step.Flag("force"))),
        "batch_put_from" => BatchPutFrom(step),
        "batch_get_into" => BatchGetInto(step),
        "batch_is_exist" => BatchIsExist(step),
        "repeat_put" => RepeatPut(step),
        "count_exist" => CountExist(step),
        _ => throw new ScenarioException($"The player does not know the op '{op}'. Teach it: a step that is left out proves nothing."),
    };

    private StepOutcome Create(JsonMembers step)
    {
        string name = ClientName(step);
        if (!_clients.TryAdd(name, _cluster.CreateClient()))
        {
            throw new ScenarioException($"Client '{name}' is created twice.");
        }

        return new StepOutcome { Answer = "handle" };
    }

    private StepOutcome SetUp(JsonMembers step)
    {
        ulong segment = step.Optional("segment")?.GetUInt64() ?? 0;
        ulong localBuffer = step.Optional("local_buffer")?.GetUInt64() ?? 0;
        return Answer(Client(step).Setup(_cluster.DescribeSetup(segment, localBuffer)));
    }

    // The client stays, so that calls after it are answered by the contract's guards.
    private StepOutcome Destroy(JsonMembers step)
    {
        _cluster.CloseClient(Client(step));
        return StepOutcome.Silent;
    }

    private StepOutcome GetHostname(JsonMembers step)
    {
        byte[] destination = new byte[step.Count("size", LongestHostname)];
        int answer = Client(step).GetHostname(destination);
        int length = destination.AsSpan().IndexOf((byte)0);
        return new StepOutcome
        {
            Answer = Show(answer),
            HostnameHasPort = answer == 0 ? destination.AsSpan(0, Math.Max(length, 0)).Contains((byte)':') : null,
            Violation = answer == 0 && length < 0 ? "the host name does not end with a NUL" : null,
        };
    }

    private StepOutcome AddBuffer(JsonMembers step)
    {
        string name = step.Text("name");
        ScenarioBuffer buffer = new(name, step.Count("size"));
        if (!_buffers.TryAdd(name, buffer))
        {
            buffer.Dispose();
            throw new ScenarioException($"Buffer '{name}' is made twice.");
        }

        return StepOutcome.Silent;
    }

    private StepOutcome Fill(JsonMembers step)
    {
        byte[] value = ScenarioBytes.Parse(step.Required("value"));
        Span<byte> destination = Buffer(step).Part(step).Bytes;
        if (value.Length > destination.Length)
        {
            throw new ScenarioException($"A value of {value.Length} bytes does not fit into {destination.Length}.");
        }

        value.CopyTo(destination);
        return StepOutcome.Silent;
    }

    private StepOutcome Sleep(JsonMembers step)
    {
        _cluster.Pass(TimeSpan.FromSeconds(step.Required("seconds").GetDouble()));
        return StepOutcome.Silent;
    }

    private StepOutcome Register(JsonMembers step)
    {
        BufferPart part = Buffer(step).Part(step);
        return Answer(Client(step).RegisterBuffer(part.Pointer, (nuint)part.Size));
    }

    private StepOutcome Unregister(JsonMembers step) => Answer(Client(step).UnregisterBuffer(Buffer(step).Part(step).Pointer));

    private StoreBackend Client(JsonMembers step) => _clients.TryGetValue(ClientName(step), out StoreBackend? client)
        ? client
        : throw new ScenarioException($"Client '{ClientName(step)}' was not created.");

    private ScenarioBuffer Buffer(JsonMembers stepOrItem) => _buffers.TryGetValue(stepOrItem.Text("buffer"), out ScenarioBuffer? buffer)
        ? buffer
        : throw new ScenarioException($"Buffer '{stepOrItem.Text("buffer")}' was not made.");

    private string Hostname(JsonMembers step)
    {
        byte[] destination = new byte[LongestHostname];
        return Client(step).GetHostname(destination) == 0
            ? System.Text.Encoding.UTF8.GetString(destination.AsSpan(0, destination.AsSpan().IndexOf((byte)0)))
            : throw new ScenarioException("The client did not tell its host name.");
    }

    private static string ClientName(JsonMembers step) => step.Text("on", absent: "a");

    private static StepOutcome Answer(long answer) => new() { Answer = Show(answer) };

    private static string Show(long answer) => answer.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string About(JsonMembers step)
    {
        string key = step.Optional("key") is { } json ? $" of key {ScenarioKey.Parse(json)}" : "";
        string client = step.Optional("on") is { } on ? $" on client '{on}'" : "";
        return key + client;
    }
}
