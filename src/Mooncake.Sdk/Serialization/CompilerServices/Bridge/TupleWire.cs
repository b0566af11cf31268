using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// Types with a fixed number of items. A <c>ValueTuple</c> is its items without a header, or its memory if it contains no references. A
/// <c>Tuple</c> and a <c>Lazy</c> are the number of items as a byte, and the items; <c>FF</c> is null.
/// </summary>
/// <typeparam name="TTuple">The type.</typeparam>
/// <typeparam name="TItems">Its items.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TupleWire<TTuple, TItems> : IStoreWire
    where TItems : struct, IStoreWire
{
    private static bool IsImage => !RuntimeHelpers.IsReferenceOrContainsReferences<TTuple>();

    /// <inheritdoc/>
    public static int MinSize => IsImage ? Unsafe.SizeOf<TTuple>() : typeof(TTuple).IsValueType ? TItems.MinSize : 1;

    /// <inheritdoc/>
    public static string WireType => typeof(TTuple).IsValueType ? $"({TItems.WireType})" : $"t({TItems.WireType})";

    /// <inheritdoc/>
    public static bool IsUtf16 => TItems.IsUtf16;

    /// <inheritdoc/>
    public static bool TryRegister() => TItems.TryRegister();

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader)
    {
        if (IsImage)
        {
            return reader.TrySkip(Unsafe.SizeOf<TTuple>());
        }

        bool isNull = false;
        return (typeof(TTuple).IsValueType || reader.TryReadExactHeader((byte)TItems.Count, out isNull))
            && (isNull || TItems.TrySkip(ref reader));
    }
}
