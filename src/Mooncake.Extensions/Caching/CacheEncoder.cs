using Mooncake.Operations;
using Mooncake.Serialization;

namespace Mooncake.Caching;

/// <summary>Stores entries.</summary>
internal sealed class CacheEncoder() : ObjectEncoder<CacheEntry>(CacheObjects.Name)
{
    /// <inheritdoc/>
    internal override WriteFault Measure(in CacheEntry value, ref MemoryPackBuffer? bytes, out int size)
    {
        long total = CacheFormat.SizeOf(in value);
        size = (int)total;
        return total <= RentalLayout.MaxObjectCapacity ? default : new WriteFault(StoreErrorCode.ObjectTooLarge);
    }

    /// <inheritdoc/>
    internal override WriteFault Encode(in CacheEntry value, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        try
        {
            CacheFormat.Write(in value, key, destination);
            return default;
        }
        catch (Exception exception)
        {
            // The sequence's memory managers are the caller's code.
            return WriteFault.Thrown(exception);
        }
    }
}
