using System.ComponentModel;
using System.Reflection;
using MemoryPack;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>A <c>[MemoryPackable]</c> type with members or cases: only MemoryPack can determine where a value ends.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TText">How strings are encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PackableWire<T, TText> : IStoreWire
    where TText : struct, IStoreCodec<string?>
{
    /// <inheritdoc/>
    public static int MinSize => 1;

    /// <inheritdoc/>
    public static string WireType => typeof(T).GetCustomAttribute<MemoryPackableAttribute>(inherit: false)?.GenerateType switch
    {
        GenerateType.VersionTolerant => "v",
        GenerateType.CircularReference => "r",
        GenerateType.Object when typeof(T).IsAbstract => "n",
        _ => "o",
    };

    /// <inheritdoc/>
    public static bool IsUtf16 => TText.IsUtf16;

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => reader.Fail(StoreErrorCode.IntegrityLevelTooLow);
}
