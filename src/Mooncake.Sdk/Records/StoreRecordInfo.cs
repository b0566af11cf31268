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
}
