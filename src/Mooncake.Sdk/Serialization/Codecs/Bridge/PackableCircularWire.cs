using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>A <c>[MemoryPackable]</c> type that is an object which keeps references: only MemoryPack can tell where it ends.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PackableCircularWire : IMemoryPackWire
{
    /// <inheritdoc/>
    public static int MinSize => 1;

    /// <inheritdoc/>
    public static string WireType => "r";

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => reader.Fail(StoreErrorCode.IntegrityLevelTooLow);
}
