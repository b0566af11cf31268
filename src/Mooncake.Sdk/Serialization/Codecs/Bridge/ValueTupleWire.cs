using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>A <c>ValueTuple</c>: its items without a header, or its memory if it holds no references.</summary>
/// <typeparam name="TTuple">The tuple.</typeparam>
/// <typeparam name="TItems">Its items.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ValueTupleWire<TTuple, TItems> : IMemoryPackWire
    where TTuple : struct
    where TItems : struct, IMemoryPackItems
{
    private static bool IsImage => !RuntimeHelpers.IsReferenceOrContainsReferences<TTuple>();

    /// <inheritdoc/>
    public static int MinSize => IsImage ? Unsafe.SizeOf<TTuple>() : TItems.MinSize;

    /// <inheritdoc/>
    public static string WireType => $"({TItems.WireType})";

    /// <inheritdoc/>
    public static bool TryRegister() => TItems.TryRegister();

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) =>
        IsImage ? reader.TrySkip(Unsafe.SizeOf<TTuple>()) : TItems.TrySkip(ref reader);
}
