using Mooncake.Operations;
using Mooncake.Serialization;

namespace Mooncake.Raw;

/// <summary>Stores bytes unchanged, without trailer.</summary>
internal sealed class RawEncoder() : ObjectEncoder<RawValue>(RawAccess.ObjectName)
{
    /// <inheritdoc/>
    internal override WriteFault Measure(in RawValue value, ref MemoryPackBuffer? bytes, out int size)
    {
        size = 0;
        long total;
        try
        {
            total = value.Parts is { } parts ? SizeOf(parts) : value.Bytes.Length;
        }
        catch (Exception exception)
        {
            return WriteFault.Thrown(exception);
        }

        size = (int)total;
        return total <= RentalLayout.MaxObjectCapacity ? default : new WriteFault(StoreErrorCode.ObjectTooLarge);
    }

    /// <inheritdoc/>
    internal override WriteFault Encode(in RawValue value, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        try
        {
            return new WriteFault(value.Parts is { } parts ? Write(parts, destination) : Write(value.Bytes.Span, destination));
        }
        catch (Exception exception)
        {
            // Lists and memory managers are user code.
            return WriteFault.Thrown(exception);
        }
    }

    private static long SizeOf(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        long total = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            total += parts[i].Length;
        }

        return total;
    }

    private static StoreErrorCode Write(ReadOnlySpan<byte> bytes, Span<byte> destination) =>
        bytes.Length == destination.Length && bytes.TryCopyTo(destination) ? StoreErrorCode.Ok : StoreErrorCode.CollectionChanged;

    private static StoreErrorCode Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, Span<byte> destination)
    {
        // The list may have changed since it was measured.
        for (int i = 0; i < parts.Count; i++)
        {
            ReadOnlySpan<byte> part = parts[i].Span;
            if (!part.TryCopyTo(destination))
            {
                return StoreErrorCode.CollectionChanged;
            }

            destination = destination[part.Length..];
        }

        return destination.IsEmpty ? StoreErrorCode.Ok : StoreErrorCode.CollectionChanged;
    }
}
