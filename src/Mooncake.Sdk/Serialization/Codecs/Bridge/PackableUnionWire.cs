using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>A <c>[MemoryPackable]</c> type that is a union: only MemoryPack can tell where it ends.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PackableUnionWire : IMemoryPackWire
{
    /// <inheritdoc/>
    public static int MinSize => 1;

    /// <inheritdoc/>
    public static string WireType => "n";

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => reader.Fail(StoreErrorCode.IntegrityLevelTooLow);
}
