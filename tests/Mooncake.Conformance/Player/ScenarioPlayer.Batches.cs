using Mooncake.Conformance.Model;

namespace Mooncake.Conformance.Player;

internal sealed unsafe partial class ScenarioPlayer
{
    private StepOutcome BatchPutFrom(JsonMembers step)
    {
        Batch batch = TakeItems(step);
        using PlayedConfig config = new(step, () => Hostname(step));
        int[] results = new int[batch.Items.Count];
        int answer = Client(step).BatchPutFrom(batch.Pointers, batch.Lengths, batch.Memory, batch.Sizes, config.Pointer, results);
        GC.KeepAlive(batch);
        batch.RequireAllTaken();
        return new StepOutcome { Answer = Show(answer), Results = [.. results] };
    }

    private StepOutcome BatchGetInto(JsonMembers step)
    {
        Batch batch = TakeItems(step);
        Footprint footprint = new(batch.Parts);
        long[] results = new long[batch.Items.Count];
        int answer = Client(step).BatchGetInto(batch.Pointers, batch.Lengths, batch.Memory, batch.Sizes, results);
        GC.KeepAlive(batch);
        bool[] dataOk = new bool[results.Length];
        for (int i = 0; i < results.Length; i++)
        {
            footprint.Allow(batch.Parts[i], results[i]);
            dataOk[i] = HoldsData(batch.Items[i], batch.Parts[i], results[i]);
        }

        batch.RequireAllTaken();
        return new StepOutcome { Answer = Show(answer), Results = results, DataOk = dataOk, Violation = footprint.FindStray() };
    }

    private StepOutcome BatchIsExist(JsonMembers step)
    {
        ScenarioKey[] keys = [.. step.Required("keys").EnumerateArray().Select(ScenarioKey.Parse)];
        nint[] pointers = [.. keys.Select(static key => (nint)key.Pointer)];
        int[] lengths = [.. keys.Select(static key => key.Length)];
        int[] results = new int[keys.Length];
        int answer = Client(step).BatchIsExist(pointers, lengths, results);
        GC.KeepAlive(keys);
        return new StepOutcome { Answer = Show(answer), Results = [.. results] };
    }

    private Batch TakeItems(JsonMembers step)
    {
        IReadOnlyList<JsonMembers> items = step.List("items");
        return new Batch(items, [.. items.Select(Key)], [.. items.Select(item => Buffer(item).Part(item))]);
    }

    /// <summary>The items of a batch, and the parallel arrays that the contract takes. Keeps the keys alive.</summary>
    private sealed class Batch(IReadOnlyList<JsonMembers> items, ScenarioKey[] keys, BufferPart[] parts)
    {
        internal IReadOnlyList<JsonMembers> Items { get; } = items;

        internal BufferPart[] Parts { get; } = parts;

        internal nint[] Pointers { get; } = [.. keys.Select(static key => (nint)key.Pointer)];

        internal int[] Lengths { get; } = [.. keys.Select(static key => key.Length)];

        internal nint[] Memory { get; } = [.. parts.Select(static part => (nint)part.Pointer)];

        internal nuint[] Sizes { get; } = [.. parts.Select(static part => (nuint)part.Size)];

        // The arrays hold bare pointers: the keys live as long as the batch does.
        internal ScenarioKey[] Keys { get; } = keys;

        internal void RequireAllTaken()
        {
            foreach (JsonMembers item in Items)
            {
                item.RequireAllTaken();
            }
        }
    }
}
