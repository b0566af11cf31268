using System.ComponentModel;

namespace Mooncake.Records;

/// <summary>The constants of a stored type. Created once per type, by generated code. Immutable.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class StoreRecordInfo
{
    /// <summary>The type's name, for errors, logs and metrics.</summary>
    public required string Name { get; init; }

    /// <summary>The key template as it was declared.</summary>
    public required string Template { get; init; }

    /// <summary>What the trailer protects.</summary>
    public StoreIntegrity Integrity { get; init; }

    /// <summary>True to accept bytes without a trailer as well.</summary>
    public bool IsTrailerOptional { get; init; }
}
