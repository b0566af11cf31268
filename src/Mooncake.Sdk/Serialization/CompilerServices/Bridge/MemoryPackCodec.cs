using System.ComponentModel;
using MemoryPack;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// A type that a MemoryPack formatter serializes. Bytes are checked before the formatter reads them, so that hostile ones are an error here
/// as with every codec; if only MemoryPack can determine what they mean, a checksum must have covered them.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TFormatter">Its formatter.</typeparam>
/// <typeparam name="TWire">The format of its bytes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MemoryPackCodec<T, TFormatter, TWire> : IStoreCodec<T>
    where TFormatter : MemoryPackFormatter<T>, new()
    where TWire : struct, IStoreWire
{
    private static readonly TFormatter Shared = new();

    // False if MemoryPack serializes a part of the type with a formatter of the application, whose bytes cannot be checked here.
    private static readonly bool IsKnown = TWire.TryRegister();

    /// <inheritdoc/>
    public static int MinSize => TWire.MinSize;

    /// <inheritdoc/>
    public static bool IsFixedSize => false;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => TWire.WireType;

    /// <inheritdoc/>
    public static bool IsUtf16 => TWire.IsUtf16;

    /// <inheritdoc/>
    public static MemoryPackFormatter<T>? Formatter => Shared;

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in T value)
    {
        if (!sizer.TryEnterWide())
        {
            return false;
        }

        if (!sizer.TryAddMeasured())
        {
            MeasuredParts parts = sizer.BeginPart(out bool isKept);
            StoreErrorCode error = MemoryPackCall.Serialize(Shared, in value, parts.Bytes, sizer.Depth, TWire.IsUtf16);
            sizer.Add(parts.EndPart());
            if (!isKept)
            {
                parts.Return();
            }

            if (error != StoreErrorCode.Ok)
            {
                return sizer.Fail(error);
            }
        }

        sizer.Leave();
        return true;
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in T value)
    {
        if (writer.TryTakePart(out ReadOnlySpan<byte> bytes))
        {
            return writer.TryWriteBlock(bytes);
        }

        if (!writer.TryEnterWide())
        {
            return false;
        }

        MeasuredParts parts = MeasuredParts.Rent();
        StoreErrorCode error = MemoryPackCall.Serialize(Shared, in value, parts.Bytes, writer.Depth, TWire.IsUtf16);
        bool isWritten = error == StoreErrorCode.Ok ? writer.TryWriteBlock(parts.Bytes.WrittenSpan) : writer.Fail(error);
        parts.Return();
        writer.Leave();
        return isWritten;
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out T value)
    {
        value = default!;
        if (!reader.TryEnterWide())
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = reader.RemainingBytes;
        bool isChecked = reader.IsChecked;
        if (!isChecked)
        {
            StoreReader ahead = reader;
            isChecked = TrySkip(ref ahead);
            if (isChecked)
            {
                bytes = bytes[..(ahead.Position - reader.Position)];
            }
            else if (ahead.Error != StoreErrorCode.IntegrityLevelTooLow || !reader.IsVerified)
            {
                return reader.Fail(ahead.Error);
            }
        }

        // Only a [MemoryPackable] type, whose bytes cannot be checked, has members that borrow.
        ReadOnlyMemory<byte> lentBefore = isChecked ? default : LentMemory.Enter(in reader);
        StoreErrorCode error = MemoryPackCall.Deserialize(
            Shared, bytes, NestedCall.BeginRead(reader.Depth, reader.IsVerified, isChecked), out value, out int size);
        if (!isChecked)
        {
            LentMemory.Leave(in reader, lentBefore);
        }

        reader.Leave();
        return error == StoreErrorCode.Ok ? reader.TrySkip(size) : reader.Fail(error);
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) =>
        IsKnown ? TWire.TrySkip(ref reader) : reader.Fail(StoreErrorCode.IntegrityLevelTooLow);
}
