using System.Buffers;
using System.Runtime.InteropServices;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Integrity;
using Mooncake.Keys;
using Mooncake.Operations;

namespace Mooncake.Caching;

/// <summary>
/// Reads entries, and delivers their values directly from the engine's memory or from the buffer of the read. Runs on the thread of the
/// caller that takes the result, so nothing is delivered after a caller has been told that the read failed.
/// </summary>
internal sealed class CacheDecoder() : ObjectDecoder<CacheLookup, CacheRead>(CacheObjects.Name, fixedSize: 0)
{
    /// <inheritdoc/>
    internal override StoreResult<CacheRead> Decode(
        ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in CacheLookup key)
    {
        StoreErrorCode check = StoreTrailer.Check(
            bytes, keyText, StoreIntegrity.Checksum, isOptional: false, [CacheFormat.Fingerprint], out int length);
        if (check != StoreErrorCode.Ok
            || !CacheFormat.TryRead(
                bytes[..length],
                out CacheExpiration expiration,
                out long storedAt,
                out ReadOnlySpan<byte> original,
                out ReadOnlySpan<byte> value))
        {
            return StoreResult<CacheRead>.Failed(OperationErrors.Unreadable(
                check == StoreErrorCode.Ok ? StoreErrorCode.MalformedHeader : check, Name, KeyText.ToText(in key)));
        }

        CacheReadState state = !original.SequenceEqual(MemoryMarshal.AsBytes(key.Key.Original.AsSpan())) ? CacheReadState.OtherKey
            : expiration.HasPassed(key.Now) ? CacheReadState.Expired
            : key.DecidesSliding && expiration.Window != 0 && key.Now >= storedAt + expiration.Window ? CacheReadState.Undecided
            : CacheReadState.Live;
        byte[]? array = null;
        if (state == CacheReadState.Live)
        {
            if (key.Delivery == CacheDelivery.Array)
            {
                array = value.ToArray();
            }
            else if (key.Delivery == CacheDelivery.Writer)
            {
                key.Destination!.Write(value);
            }
        }

        return StoreResult<CacheRead>.Found(new CacheRead(state, expiration, storedAt, array));
    }
}
