using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Integrity;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Serialization;

namespace Mooncake.Records;

/// <summary>Turns records into the bytes of objects and back: the type's own encoding, and the integrity trailer behind it.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
internal readonly struct RecordCodec<TKey, T> : IObjectEncoder<T>, IObjectDecoder<TKey, T>
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    /// <inheritdoc cref="IObjectEncoder{TValue}.Name"/>
    public static string Name => T.Info.Name;

    /// <inheritdoc/>
    public static int FixedSize => T.Shape.FixedSize == 0 ? 0 : T.Shape.FixedSize + TrailerSize;

    private static int TrailerSize => T.Info.Integrity == StoreIntegrity.None ? 0 : StoreTrailer.Size;

    /// <inheritdoc/>
    public static StoreErrorCode Measure(in T value, out int size)
    {
        StoreSizer sizer = default;
        if (!T.TryMeasure(ref sizer, in value))
        {
            size = 0;
            return sizer.Error;
        }

        long total = sizer.Size + TrailerSize;
        size = (int)total;
        return total <= RentalLayout.MaxObjectRoom ? StoreErrorCode.Ok : StoreErrorCode.ObjectTooLarge;
    }

    /// <inheritdoc/>
    public static StoreErrorCode Encode(in T value, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        StoreRecordInfo info = T.Info;
        Span<byte> payload = destination[..^TrailerSize];
        bool isSummed = info.Integrity == StoreIntegrity.Checksum;

        // The checksum is taken on the way: bulk members are copied and summed in one pass.
        StoreWriter writer = isSummed ? StoreWriter.Summing(payload, Crc32C.Append(0, key)) : new StoreWriter(payload);
        if (!T.TryWrite(ref writer, in value))
        {
            return writer.Error;
        }

        // Written short means that the value changed since it was measured, as surely as written over.
        if (writer.Remaining != 0)
        {
            return StoreErrorCode.CollectionChanged;
        }

        if (isSummed)
        {
            StoreTrailer.WriteSummed(destination[payload.Length..], T.Shape.Fingerprint, writer.FinishSum());
        }
        else if (info.Integrity != StoreIntegrity.None)
        {
            StoreTrailer.Write(destination[payload.Length..], info.Integrity, T.Shape.Fingerprint, key, payload);
        }

        return StoreErrorCode.Ok;
    }

    /// <inheritdoc/>
    public static StoreResult<T> Decode(ref RentedBuffer buffer, ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key) =>
        Decode(bytes, keyText, in key, borrow: false);

    /// <summary>Reads a record from its object.</summary>
    /// <param name="bytes">The object, trailer included.</param>
    /// <param name="keyText">The key's bytes, without NUL.</param>
    /// <param name="key">The key, to tell an object without a trailer that lies in the wrong place.</param>
    /// <param name="borrow">True if <c>ReadOnlyMemory</c> members may point into <paramref name="bytes"/>.</param>
    /// <returns>The record, or an error.</returns>
    internal static StoreResult<T> Decode(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key, bool borrow)
    {
        StoreErrorCode code = Check(bytes.Span, keyText, out int length);
        Exception? thrown = null;
        if (code == StoreErrorCode.Ok)
        {
            try
            {
                code = Read(bytes[..length], length != bytes.Length, in key, borrow, out T? value);
                if (code == StoreErrorCode.Ok)
                {
                    return StoreResult<T>.Found(value!);
                }
            }
            catch (Exception exception) when (exception is not (OutOfMemoryException or InsufficientExecutionStackException))
            {
                // The user's own constructors and setters run here; whatever they throw about stored bytes is an answer, not a crash.
                code = StoreErrorCode.MalformedValue;
                thrown = exception;
            }
        }

        return StoreResult<T>.Failed(OperationErrors.Unreadable(code, Name, KeyText.ToText(in key), thrown));
    }

    private static StoreErrorCode Read(ReadOnlyMemory<byte> payload, bool hasTrailer, in TKey key, bool borrow, out T? value)
    {
        StoreReader reader = borrow ? StoreReader.Borrowing(payload) : StoreReader.Copying(payload.Span);
        if (!T.TryRead(ref reader, out value))
        {
            return reader.Error;
        }

        if (value is null)
        {
            return StoreErrorCode.MalformedHeader;
        }

        // Under a trailer every byte belongs to the value, and the checksum ties them to the key. Without one, MemoryPack's rule
        // holds that what follows is ignored, but the members that make the key still tell an object in the wrong place.
        return hasTrailer
            ? reader.Remaining == 0 ? StoreErrorCode.Ok : StoreErrorCode.MalformedLength
            : T.KeyOf(in value).Equals(key) ? StoreErrorCode.Ok : StoreErrorCode.IntegrityMismatch;
    }

    private static StoreErrorCode Check(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, out int length)
    {
        StoreRecordInfo info = T.Info;
        if (info.Integrity != StoreIntegrity.None)
        {
            return StoreTrailer.Check(bytes, keyText, info.Integrity, info.IsTrailerOptional, T.Shape.AcceptedFingerprints, out length);
        }

        length = bytes.Length;
        return StoreErrorCode.Ok;
    }
}
