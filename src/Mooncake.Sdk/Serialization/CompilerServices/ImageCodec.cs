using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Values without references, as their memory image.</summary>
/// <typeparam name="T">A type without references.</typeparam>
/// <typeparam name="TImage">The form of its bytes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImageCodec<T, TImage> : IStoreCodec<T>
    where TImage : struct, IStoreImage<T>
{
    /// <inheritdoc/>
    public static int MinSize => Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public static bool IsFixedSize => true;

    /// <inheritdoc/>
    public static bool IsBlock => TImage.IsBlock;

    /// <inheritdoc/>
    public static bool IsTotal => TImage.IsTotal;

    /// <inheritdoc/>
    public static string WireType => TImage.WireType;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMeasure(ref StoreSizer sizer, in T value)
    {
        sizer.Add(Unsafe.SizeOf<T>());
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWrite(ref StoreWriter writer, in T value)
    {
        if (!writer.TryTake(Unsafe.SizeOf<T>(), out StoreRun run))
        {
            return false;
        }

        run.Put<T, TImage>(0, in value);
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ref StoreReader reader, out T value)
    {
        if (!reader.TryTake(Unsafe.SizeOf<T>(), out StoreRun run))
        {
            value = default!;
            return false;
        }

        return run.TryGet<T, TImage>(0, out value) || reader.Fail(StoreErrorCode.MalformedValue);
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) =>
        TImage.IsTotal ? reader.TrySkip(Unsafe.SizeOf<T>()) : TryRead(ref reader, out _);
}
