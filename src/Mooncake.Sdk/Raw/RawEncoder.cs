using Mooncake.Operations;

namespace Mooncake.Raw;

/// <summary>Stores bytes as they are, without trailer.</summary>
internal sealed class RawEncoder() : ObjectEncoder<RawValue>(RawAccess.ObjectName)
{
    /// <inheritdoc/>
    internal override StoreErrorCode Measure(in RawValue value, out int size)
    {
        long total = value.Bytes.Length;
        if (value.Parts is { } parts)
        {
            for (int i = 0; i < parts.Count; i++)
            {
                total += parts[i].Length;
            }
        }

        size = (int)total;
        return total <= RentalLayout.MaxObjectRoom ? StoreErrorCode.Ok : StoreErrorCode.ObjectTooLarge;
    }

    /// <inheritdoc/>
    internal override StoreErrorCode Encode(in RawValue value, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        if (value.Parts is not { } parts)
        {
            value.Bytes.Span.CopyTo(destination);
            return StoreErrorCode.Ok;
        }

        // The list is the caller's: it may have changed since it was measured.
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
