namespace Mooncake.Durable;

/// <summary>What a verification has found. Immutable.</summary>
public sealed record DurableVerification
{
    /// <summary>Objects that were read and verified, damaged ones included.</summary>
    public required long Objects { get; init; }

    /// <summary>The bytes of their values.</summary>
    public required long Bytes { get; init; }

    /// <summary>Objects with a trailer, whose checksum was verified as well.</summary>
    public required long Trailers { get; init; }

    /// <summary>The objects that are damaged, at most <see cref="MostListed"/> of them.</summary>
    public required IReadOnlyList<DamagedObject> Damaged { get; init; }

    /// <summary>How many objects are damaged.</summary>
    public required long DamagedCount { get; init; }

    /// <summary>
    /// The first damaged block of a table file, with the file's name, as RocksDB words it; null if all blocks are whole. Without damaged
    /// objects the block holds an index, a filter, or entries that were removed already. Compaction cannot go past it.
    /// </summary>
    public required string? DamagedFile { get; init; }

    /// <summary>True if nothing is damaged.</summary>
    public bool IsWhole => DamagedCount == 0 && DamagedFile is null;

    /// <summary>How many damaged objects are listed by key.</summary>
    public const int MostListed = 10_000;
}
