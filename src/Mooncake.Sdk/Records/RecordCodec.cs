using System.Runtime.CompilerServices;
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
    // What generated code says of the type, read once: in code that reference types share, each look at it is a look-up.
    private readonly StoreIntegrity _integrity;
    private readonly bool _isTrailerOptional;
    private readonly int _trailerSize;
    private readonly ulong _fingerprint;
    private readonly ulong[] _acceptedFingerprints;

    /// <summary>Reads what is constant about the type.</summary>
    public RecordCodec()
    {
        StoreRecordInfo info = T.Info;
        StoreShape shape = T.Shape;
        Name = info.Name;
        _integrity = info.Integrity;
        _isTrailerOptional = info.IsTrailerOptional;
        _trailerSize = info.Integrity == StoreIntegrity.None ? 0 : StoreTrailer.Size;
        _fingerprint = shape.Fingerprint;
        _acceptedFingerprints = shape.AcceptedFingerprints;
        FixedSize = shape.FixedSize == 0 ? 0 : shape.FixedSize + _trailerSize;
    }

    /// <inheritdoc cref="IObjectEncoder{TValue}.Name"/>
    public string Name { get; }

    /// <inheritdoc/>
    public int FixedSize { get; }

    /// <inheritdoc/>
    public bool KeepsBuffer => false;

    /// <inheritdoc/>
    public StoreErrorCode Measure(in T value, out int size)
    {
        StoreSizer sizer = default;
        if (!T.TryMeasure(ref sizer, in value))
        {
            size = 0;
            return sizer.Error;
        }

        long total = sizer.Size + _trailerSize;
        size = (int)total;
        return total <= RentalLayout.MaxObjectRoom ? StoreErrorCode.Ok : StoreErrorCode.ObjectTooLarge;
    }

    /// <inheritdoc/>
    public StoreErrorCode Encode(in T value, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        Span<byte> payload = destination[..^_trailerSize];
        bool isSummed = _integrity == StoreIntegrity.Checksum;

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
            StoreTrailer.WriteSummed(destination[payload.Length..], _fingerprint, writer.FinishSum());
        }
        else if (_integrity != StoreIntegrity.None)
        {
            StoreTrailer.Write(destination[payload.Length..], _integrity, _fingerprint, key, payload);
        }

        return StoreErrorCode.Ok;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StoreResult<T> Decode(ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key) =>
        Decode(bytes, owner: default, keyText, in key);

    /// <summary>Reads a record from its object.</summary>
    /// <param name="bytes">The object, trailer included.</param>
    /// <param name="owner">The same bytes as memory, if <c>ReadOnlyMemory</c> members are to point into it; else empty.</param>
    /// <param name="keyText">The key's bytes, without NUL.</param>
    /// <param name="key">The key, to tell an object without a trailer that lies in the wrong place.</param>
    /// <returns>The record, or an error.</returns>
    internal StoreResult<T> Decode(ReadOnlySpan<byte> bytes, ReadOnlyMemory<byte> owner, ReadOnlySpan<byte> keyText, in TKey key)
    {
        int length = bytes.Length;
        StoreErrorCode code = _integrity == StoreIntegrity.None
            ? StoreErrorCode.Ok
            : StoreTrailer.Check(bytes, keyText, _integrity, _isTrailerOptional, _acceptedFingerprints, out length);
        Exception? thrown = null;
        if (code == StoreErrorCode.Ok)
        {
            code = TryRead(bytes[..length], owner, hasTrailer: length != bytes.Length, in key, out T? value, out thrown);
            if (code == StoreErrorCode.Ok)
            {
                return StoreResult<T>.Found(value!);
            }
        }

        return Unreadable(code, in key, thrown);
    }

    /// <summary>Reads a value, and turns what the user's own constructors and setters throw about stored bytes into an answer.</summary>
    // In a method of its own: what is inlined beside a catch block keeps its variables in memory. The reader lies there anyway.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StoreErrorCode TryRead(
        ReadOnlySpan<byte> payload, ReadOnlyMemory<byte> owner, bool hasTrailer, in TKey key, out T? value, out Exception? thrown)
    {
        thrown = null;
        StoreReader reader = new(payload, owner, isBorrowing: !owner.IsEmpty);
        try
        {
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
        catch (Exception exception) when (exception is not (OutOfMemoryException or InsufficientExecutionStackException))
        {
            thrown = exception;
            value = default;
            return StoreErrorCode.MalformedValue;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private StoreResult<T> Unreadable(StoreErrorCode code, in TKey key, Exception? thrown) =>
        StoreResult<T>.Failed(OperationErrors.Unreadable(code, Name, KeyText.ToText(in key), thrown));
}
