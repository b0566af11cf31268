using Mooncake.Buffers;
using Mooncake.Operations;

namespace Mooncake.Raw;

/// <summary>Reads objects as arrays of their bytes.</summary>
internal sealed class RawDecoder() : ObjectDecoder<RawKey, byte[]>(RawAccess.ObjectName, fixedSize: 0)
{
    /// <inheritdoc/>
    internal override StoreResult<byte[]> Decode(
        ref RentedBuffer buffer, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> keyText, in RawKey key) =>
        StoreResult<byte[]>.Found(bytes.ToArray());
}
