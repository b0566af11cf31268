using System.Globalization;
using Mooncake.Backends;
using Mooncake.Conformance.Model;

namespace Mooncake.Conformance.Player;

internal sealed unsafe partial class ScenarioPlayer
{
    private StepOutcome Put(JsonMembers step)
    {
        ScenarioKey key = Key(step);
        using PlayedConfig config = new(step, () => Hostname(step));
        return Answer(Put(Client(step), key, ScenarioBytes.Parse(step.Required("value")), config));
    }

    private static int Put(StoreBackend client, ScenarioKey key, byte[] value, PlayedConfig config)
    {
        // Never null, not even for an empty value: that is another case (put_null).
        fixed (byte* bytes = value.Length == 0 ? new byte[1] : value)
        {
            int answer = client.Put(key.Pointer, key.Length, bytes, (nuint)value.Length, config.Pointer);
            GC.KeepAlive(key);
            return answer;
        }
    }

    private StepOutcome PutNull(JsonMembers step)
    {
        ScenarioKey key = Key(step);
        using PlayedConfig config = new(step, () => Hostname(step));
        int answer = Client(step).Put(key.Pointer, key.Length, null, (nuint)step.Count("size"), config.Pointer);
        GC.KeepAlive(key);
        return Answer(answer);
    }

    private StepOutcome PutFrom(JsonMembers step)
    {
        ScenarioKey key = Key(step);
        BufferPart source = Buffer(step).Part(step);
        using PlayedConfig config = new(step, () => Hostname(step));
        int answer = Client(step).PutFrom(key.Pointer, key.Length, source.Pointer, (nuint)source.Size, config.Pointer);
        GC.KeepAlive(key);
        return Answer(answer);
    }

    private StepOutcome GetInto(JsonMembers step)
    {
        ScenarioKey key = Key(step);
        BufferPart destination = Buffer(step).Part(step);
        Footprint footprint = new([destination]);
        long answer = Client(step).GetInto(key.Pointer, key.Length, destination.Pointer, (nuint)destination.Size);
        GC.KeepAlive(key);
        footprint.Allow(destination, answer);
        return new StepOutcome
        {
            Answer = Show(answer),
            DataOk = [HoldsData(step, destination, answer)],
            Violation = footprint.FindStray(),
        };
    }

    private StepOutcome IsExist(JsonMembers step) => Answer(IsExist(Client(step), Key(step)));

    private static int IsExist(StoreBackend client, ScenarioKey key)
    {
        int answer = client.IsExist(key.Pointer, key.Length);
        GC.KeepAlive(key);
        return answer;
    }

    private StepOutcome GetSize(JsonMembers step)
    {
        ScenarioKey key = Key(step);
        long answer = Client(step).GetSize(key.Pointer, key.Length);
        GC.KeepAlive(key);
        return Answer(answer);
    }

    private StepOutcome Remove(JsonMembers step)
    {
        ScenarioKey key = Key(step);
        int answer = Client(step).Remove(key.Pointer, key.Length, step.Flag("force"));
        GC.KeepAlive(key);
        return Answer(answer);
    }

    private StepOutcome RemoveByRegex(JsonMembers step)
    {
        ScenarioKey pattern = ScenarioKey.Parse(step.Required("pattern"));
        long answer = Client(step).RemoveByRegex(pattern.Pointer, pattern.Length, step.Flag("force"));
        GC.KeepAlive(pattern);
        return Answer(answer);
    }

    private StepOutcome RepeatPut(JsonMembers step)
    {
        byte[] value = ScenarioBytes.Pattern(step.Required("pattern").GetInt32(), step.Count("size"));
        TimeSpan gap = TimeSpan.FromMilliseconds(step.Count("gap_ms", absent: 0));
        using PlayedConfig config = new(step, () => Hostname(step));
        List<long> answers = [];
        foreach (ScenarioKey key in NumberedKeys(step))
        {
            answers.Add(Put(Client(step), key, value, config));
            _cluster.Pass(gap);
        }

        return new StepOutcome { Repeated = answers };
    }

    private StepOutcome CountExist(JsonMembers step) => Answer(NumberedKeys(step).Count(key => IsExist(Client(step), key) == 1));

    private static IEnumerable<ScenarioKey> NumberedKeys(JsonMembers step)
    {
        string prefix = step.Text("prefix");
        return Enumerable.Range(0, step.Count("count")).Select(i => new ScenarioKey(prefix + i.ToString(CultureInfo.InvariantCulture)));
    }

    private static ScenarioKey Key(JsonMembers stepOrItem) => ScenarioKey.Parse(stepOrItem.Required("key"));

    private static bool HoldsData(JsonMembers stepOrItem, BufferPart destination, long answer)
    {
        if (stepOrItem.Optional("data") is not { } json)
        {
            return true;
        }

        byte[] data = ScenarioBytes.Parse(json);
        return answer == data.Length && destination.Bytes.StartsWith(data);
    }
}
