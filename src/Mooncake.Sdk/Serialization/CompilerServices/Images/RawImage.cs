using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// The memory of a value, unchanged: numbers, enums, Guid, and structs whose fields cannot be seen (their padding is also written
/// unchanged).
/// </summary>
/// <typeparam name="T">A type without references.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RawImage<T> : IStoreImage<T>
{
    /// <inheritdoc/>
    public static bool IsBlock => true;

    /// <inheritdoc/>
    public static bool IsTotal => true;

    /// <inheritdoc/>
    public static string WireType => WireTypes.OfImage<T>();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in T value)
    {
        ReferenceFree<T>.Demand();
        Unsafe.WriteUnaligned(ref destination, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(ref byte source, out T value)
    {
        ReferenceFree<T>.Demand();
        value = Unsafe.ReadUnaligned<T>(ref source);
        return true;
    }
}
