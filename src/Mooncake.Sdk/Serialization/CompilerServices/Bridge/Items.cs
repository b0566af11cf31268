using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Adjacent values, such as the items of a tuple: one, and those that follow it.</summary>
/// <typeparam name="T">The item's type.</typeparam>
/// <typeparam name="TCodec">How it is encoded.</typeparam>
/// <typeparam name="TNext">Those that follow; <see cref="NoItems"/> at the end.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Items<T, TCodec, TNext> : IStoreWire
    where TCodec : struct, IStoreCodec<T>
    where TNext : struct, IStoreWire
{
    /// <inheritdoc/>
    public static int Count => 1 + TNext.Count;

    /// <inheritdoc/>
    public static int MinSize => TCodec.MinSize + TNext.MinSize;

    /// <inheritdoc/>
    public static string WireType => TNext.Count == 0 ? TCodec.WireType : $"{TCodec.WireType},{TNext.WireType}";

    /// <inheritdoc/>
    public static bool IsUtf16 => TCodec.IsUtf16 || TNext.IsUtf16;

    /// <inheritdoc/>
    public static bool TryRegister() => MemoryPackFormatters.TryEnsure<T, TCodec>() & TNext.TryRegister();

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => TCodec.TrySkip(ref reader) && TNext.TrySkip(ref reader);
}
