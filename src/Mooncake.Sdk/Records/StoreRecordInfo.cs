using System.ComponentModel;

namespace Mooncake.Records;

/// <summary>What is constant about a stored type. Made once for each type, by generated code. Immutable.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class StoreRecordInfo
{
    /// <summary>The type's name as users know it, for errors, logs and metrics.</summary>
    public required string Name { get; init; }

    /// <summary>The key template as it was declared.</summary>
    public required string Template { get; init; }

    /// <summary>What the trailer protects.</summary>
    public StoreIntegrity Integrity { get; init; }

    /// <summary>True if bytes without a trailer are accepted as well.</summary>
    public bool IsTrailerOptional { get; init; }

    /// <summary>The fingerprint of the type's shape, as it is written into the trailer.</summary>
    public ulong Fingerprint { get; init; }

    /// <summary>The fingerprints that a reader of this type accepts: its own and those of its shape's prefixes, ascending by length.</summary>
    public required ulong[] AcceptedFingerprints { get; init; }

    /// <summary>The size of every value in bytes, trailer not counted, or 0 if it varies.</summary>
    public int FixedSize { get; init; }
}
