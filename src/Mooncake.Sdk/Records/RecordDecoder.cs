using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Integrity;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Serialization;

namespace Mooncake.Records;

/// <summary>Converts the bytes of objects to records: checks the integrity trailer, then reads the type's own encoding.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
internal sealed class RecordDecoder<TKey, T>() : ObjectDecoder<TKey, T>(T.Info.Name, RecordDecoder<TKey, T>.SizeOfAll)
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    // The constants of the generated code, read once: in code shared by reference types, each access is a look-up.
    private readonly StoreIntegrity _integrity = T.Info.Integrity;
    private readonly bool _isTrailerOptional = T.Info.IsTrailerOptional;
    private readonly ulong[] _acceptedFingerprints = T.Shape.AcceptedFingerprints;

    /// <summary>The size of every object in bytes, trailer included, or 0 if it varies.</summary>
    private static int SizeOfAll => T.Shape.FixedSize == 0 ? 0 : T.Shape.FixedSize + StoreTrailer.SizeAt(T.Info.Integrity);

    /// <inheritdoc/>
    internal override StoreResult<T> Decode(ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in TKey key) =>
        Decode(bytes, owner: default, keyText, in key);

    /// <inheritdoc/>
    // The key detects an object without a trailer under a wrong key.
    internal override StoreResult<T> Decode(
        ReadOnlySpan<byte> bytes, ReadOnlyMemory<byte> owner, ReadOnlySpan<byte> keyText, in TKey key)
    {
        int length = bytes.Length;
        StoreErrorCode code = _integrity == StoreIntegrity.None
            ? StoreErrorCode.Ok
            : StoreTrailer.Check(bytes, keyText, _integrity, _isTrailerOptional, _acceptedFingerprints, out length);
        return Decode(code, bytes[..length], owner, hasTrailer: length != bytes.Length, StoreTrailer.IsSummed(bytes, length), in key);
    }

    /// <summary>Copies a record's object, and reads the record from the copy.</summary>
    /// <param name="source">The object, trailer included.</param>
    /// <param name="copy">The destination of its payload; at least as long.</param>
    /// <param name="owner">The copy as memory, for <c>ReadOnlyMemory</c> members to point into it.</param>
    /// <param name="keyText">The key's bytes, without NUL.</param>
    /// <param name="key">The key.</param>
    /// <returns>The record, or an error.</returns>
    internal StoreResult<T> DecodeCopy(
        ReadOnlySpan<byte> source, Span<byte> copy, ReadOnlyMemory<byte> owner, ReadOnlySpan<byte> keyText, in TKey key)
    {
        StoreErrorCode code = StoreTrailer.CheckAndCopy(
            source, keyText, _integrity, _isTrailerOptional, _acceptedFingerprints, copy, out int length);
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

    /// <summary>Reads a value, and converts exceptions from the user's constructors and setters to an error.</summary>
    // A separate method: code inlined next to a catch block keeps its variables in memory. The reader is in memory anyway.
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

            // With a trailer every byte belongs to the value, and the checksum covers the key. Without one, MemoryPack's rule applies that
            // following bytes are ignored, but the key members still show an object under a wrong key.
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
