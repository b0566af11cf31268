using System.ComponentModel;

namespace Mooncake.Serialization;

/// <summary>What is constant about a type's encoding. Made once for each type, by generated code. Immutable.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class StoreShape
{
    /// <summary>The fingerprint of the type's members, as it is written into the trailer.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>The fingerprints that a reader of this type accepts: those of its shape's prefixes, and last its own.</summary>
    public required ulong[] AcceptedFingerprints { get; init; }

    /// <summary>The size of every value in bytes, or 0 if it varies.</summary>
    public int FixedSize { get; init; }
}
