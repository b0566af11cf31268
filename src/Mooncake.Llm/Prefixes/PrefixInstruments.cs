using System.Diagnostics.Metrics;

namespace Mooncake.Llm.Prefixes;

/// <summary>The instruments of the meter <c>Mooncake.Llm</c>.</summary>
internal static class PrefixInstruments
{
    /// <summary>The name of the meter.</summary>
    internal const string Name = "Mooncake.Llm";

    /// <summary>The attribute that says how it ended.</summary>
    internal const string Outcome = "mooncake.prefix.outcome";

    /// <summary>A block was found.</summary>
    internal const string Found = "found";

    /// <summary>A block was not found.</summary>
    internal const string Missing = "missing";

    /// <summary>A block was stored.</summary>
    internal const string Stored = "stored";

    /// <summary>A block was dropped.</summary>
    internal const string Dropped = "dropped";

    /// <summary>The store failed.</summary>
    internal const string Failed = "failed";

    /// <summary>The time limit has passed.</summary>
    internal const string Late = "late";

    /// <summary>The call was not started.</summary>
    internal const string Skipped = "skipped";

    private static readonly Meter Meter = new(Name, typeof(PrefixInstruments).Assembly.GetName().Version?.ToString(3));

    /// <summary>Blocks that lookups asked for.</summary>
    internal static Counter<long> LookedUpBlocks { get; } = Meter.CreateCounter<long>(
        "mooncake.prefix.looked_up.blocks", "{block}", "Blocks of prompts that were looked up.");

    /// <summary>Blocks that were to be stored.</summary>
    internal static Counter<long> StoredBlocks { get; } = Meter.CreateCounter<long>(
        "mooncake.prefix.stored.blocks", "{block}", "Blocks of prompts that were to be stored.");

    /// <summary>Lookups and reads without an answer.</summary>
    internal static Counter<long> UnansweredReads { get; } = Meter.CreateCounter<long>(
        "mooncake.prefix.unanswered_reads", "{call}", "Lookups and reads that were late, skipped or failed.");
}
