using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Nullables. Of a type without references: the memory image, which is a flag, padding up to the value's alignment, and the
/// value. Of others: the null mark, or 1 and the value.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <typeparam name="TCodec">How a value is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableCodec<T, TCodec> : IStoreCodec<T?>
    where T : struct
    where TCodec : struct, IStoreCodec<T>
{
    private static bool IsImage => !RuntimeHelpers.IsReferenceOrContainsReferences<T>();

    private static int InnerPadding => NullableLayout<T>.ValueOffset - 1;

    private static int OuterPadding => Unsafe.SizeOf<T?>() - NullableLayout<T>.ValueOffset - Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public static int MinSize => IsImage ? Unsafe.SizeOf<T?>() : 1;

    /// <inheritdoc/>
    public static bool IsFixedSize => IsImage;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => TCodec.WireType + "?";

    /// <inheritdoc/>
    public static bool IsUtf16 => TCodec.IsUtf16;

    /// <inheritdoc/>
    public static bool TryRegister() => MemoryPackFormatters.TryEnsure<T, TCodec>();

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in T? value)
    {
        if (IsImage)
        {
            sizer.Add(Unsafe.SizeOf<T?>());
            return true;
        }

        sizer.Add(1);
        return !value.HasValue || TCodec.TryMeasure(ref sizer, in Nullable.GetValueRefOrDefaultRef(in value));
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in T? value)
    {
        if (!value.HasValue)
        {
            return IsImage ? writer.TryWriteZeros(Unsafe.SizeOf<T?>()) : writer.TryWriteNull();
        }

        ref readonly T inner = ref Nullable.GetValueRefOrDefaultRef(in value);
        return writer.TryWriteHeader(1)
            && (!IsImage || writer.TryWriteZeros(InnerPadding))
            && TCodec.TryWrite(ref writer, in inner)
            && (!IsImage || writer.TryWriteZeros(OuterPadding));
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out T? value)
    {
        return IsImage ? TryReadImage(ref reader, out value) : TryReadObject(ref reader, out value);
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader)
    {
        return IsImage
            ? TryReadImage(ref reader, out _)
            : reader.TryReadExactHeader(1, out bool isNull) && (isNull || TCodec.TrySkip(ref reader));
    }

    private static bool TryReadImage(ref StoreReader reader, out T? value)
    {
        value = null;
        if (!reader.TryTake(1 + InnerPadding, out StoreRun run))
        {
            return false;
        }

        byte flag = run.Read<byte>(0);
        if (flag == 0)
        {
            // The bytes after it have no meaning.
            return reader.TrySkip(Unsafe.SizeOf<T>() + OuterPadding);
        }

        if (flag != 1)
        {
            return reader.Fail(StoreErrorCode.MalformedValue);
        }

        bool isRead = TCodec.TryRead(ref reader, out T inner) && reader.TrySkip(OuterPadding);
        value = inner;
        return isRead;
    }

    private static bool TryReadObject(ref StoreReader reader, out T? value)
    {
        value = null;
        if (!reader.TryReadExactHeader(1, out bool isNull) || isNull)
        {
            return isNull;
        }

        bool isRead = TCodec.TryRead(ref reader, out T inner);
        value = inner;
        return isRead;
    }
}
