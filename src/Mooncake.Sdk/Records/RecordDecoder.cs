using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Integrity;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Serialization;

namespace Mooncake.Records;

/// <summary>Turns the bytes of objects into records: the integrity trailer is checked, then the type's own encoding is read.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
internal sealed class RecordDecoder<TKey, T>() : ObjectDecoder<TKey, T>(T.Info.Name, RecordDecoder<TKey, T>.SizeOfAll)
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    // What generated code says of the type, read once: in code that reference types share, each look at it is a look-up.
    private readonly StoreIntegrity _integrity = T.Info.Integrity;
    private readonly bool _isTrailerOptional = T.Info.IsTrailerOptional;
    private readonly ulong[] _acceptedFingerprints = T.Shape.AcceptedFingerprints;

    /// <summary>The size of every object in bytes, trailer included, or 0 if it varies.</summary>
    private static int SizeOfAll => T.Shape.FixedSize == 0 ? 0 : T.Shape.FixedSize + StoreTrailer.SizeAt(T.Info.Integrity);

    /// <inheritdoc/>
    internal override StoreResult<T> Decode(ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key) =>
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
        return Decode(code, bytes[..length], owner, hasTrailer: length != bytes.Length, StoreTrailer.IsSummed(bytes, length), in key);
    }

    /// <summary>Copies a record's object, and reads the record from the copy.</summary>
    /// <param name="source">The object, trailer included.</param>
    /// <param name="copy">Where its payload goes; at least as long.</param>
    /// <param name="owner">The copy as memory, for <c>ReadOnlyMemory</c> members to point into it.</param>
    /// <param name="keyText">The key's bytes, without NUL.</param>
    /// <param name="key">The key.</param>
    /// <returns>The record, or an error.</returns>
    internal StoreResult<T> DecodeCopy(ReadOnlySpan<byte> source, Span<byte> copy, ReadOnlyMemory<byte> owner, ReadOnlySpan<byte> keyText, in TKey key)
    {
        StoreErrorCode code = StoreTrailer.CheckAndCopy(source, keyText, _integrity, _isTrailerOptional, _acceptedFingerprints, copy, out int length);
        return Decode(code, copy[..length], owner, hasTrailer: length != source.Length, StoreTrailer.IsSummed(source, length), in key);
    }

    /// <summary>Reads a record from its payload, if the trailer's check was passed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private StoreResult<T> Decode(
        StoreErrorCode check, ReadOnlySpan<byte> payload, ReadOnlyMemory<byte> owner, bool hasTrailer, bool isVerified, in TKey key)
    {
        Exception? thrown = null;
        if (check == StoreErrorCode.Ok)
        {
            check = TryRead(payload, owner, hasTrailer, isVerified, in key, out T? value, out thrown);
            if (check == StoreErrorCode.Ok)
            {
                return StoreResult<T>.Found(value!);
            }
        }

        return Unreadable(check, in key, thrown);
    }

    /// <summary>Reads a value, and turns what the user's own constructors and setters throw about stored bytes into an answer.</summary>
    // In a method of its own: what is inlined beside a catch block keeps its variables in memory. The reader lies there anyway.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StoreErrorCode TryRead(
        ReadOnlySpan<byte> payload, ReadOnlyMemory<byte> owner, bool hasTrailer, bool isVerified, in TKey key, out T? value, out Exception? thrown)
    {
        thrown = null;
        StoreReader reader = new(payload, owner, isBorrowing: !owner.IsEmpty, isVerified);
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
        catch (Exception exception)
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
