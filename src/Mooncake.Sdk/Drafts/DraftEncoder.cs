using Mooncake.Integrity;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Records;
using Mooncake.Serialization;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Drafts;

/// <summary>Writes what surrounds the payload of a draft: the other members, the lengths, and the integrity trailer.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
internal static unsafe class DraftEncoder<TKey, T>
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    /// <summary>Measures the other members.</summary>
    /// <param name="value">The value, without a payload.</param>
    /// <param name="payloadBytes">The size of the payload in bytes.</param>
    /// <param name="others">The bytes of the object without the payload and the trailer.</param>
    /// <param name="hasOwnPayload">True if the value has a payload of its own: misuse.</param>
    /// <returns>The reason if the value cannot be written. Exceptions of the value's own code are such a reason.</returns>
    /// <exception cref="InvalidOperationException">The type has no payload, or one whose elements are not their memory.</exception>
    internal static WriteFault Measure(in T value, long payloadBytes, out long others, out bool hasOwnPayload)
    {
        StoreSizer sizer = StoreSizer.OfDraft(payloadBytes);
        WriteFault fault = Measure(ref sizer, in value);
        sizer.Parts?.Return();
        others = sizer.Size - payloadBytes;
        hasOwnPayload = sizer.HasOwnPayload;
        return sizer.HasPayload || !fault.IsNone ? fault : throw new InvalidOperationException(
            $"There are no drafts of {T.Info.Name}: it has no array or memory as its payload, or the elements "
                + "have padding or values that must be checked.");
    }

    /// <summary>Writes the object around the payload.</summary>
    /// <param name="value">The value, without a payload.</param>
    /// <param name="key">The key's bytes, without NUL.</param>
    /// <param name="place">Where the payload lies; receives where the object starts.</param>
    /// <param name="size">
    /// The object's size in bytes, trailer included; with <see cref="StoreErrorCode.BufferTooSmall"/>, that of the others.
    /// </param>
    /// <param name="hasOwnPayload">True if the value has a payload of its own: misuse.</param>
    /// <returns>The reason if the value cannot be written.</returns>
    internal static WriteFault Encode(
        in T value, ReadOnlySpan<byte> key, DraftPlace* place, out int size, out bool hasOwnPayload)
    {
        StoreSizer sizer = StoreSizer.OfDraft(place->PayloadBytes);
        size = 0;
        try
        {
            WriteFault fault = Measure(ref sizer, in value);
            hasOwnPayload = sizer.HasOwnPayload;
            if (!fault.IsNone)
            {
                return fault;
            }

            long others = sizer.Size - place->PayloadBytes;
            size = (int)Math.Min(others, int.MaxValue);
            return others > place->Room
                ? new WriteFault(StoreErrorCode.BufferTooSmall)
                : Write(in value, key, place, sizer.Parts, (int)sizer.Size, out size);
        }
        finally
        {
            sizer.Parts?.Return();
        }
    }

    private static WriteFault Measure(ref StoreSizer sizer, in T value)
    {
        try
        {
            return T.TryMeasure(ref sizer, in value) ? default : new WriteFault(sizer.Error);
        }
        catch (Exception exception)
        {
            return WriteFault.Thrown(exception);
        }
    }

    private static WriteFault Write(
        in T value, ReadOnlySpan<byte> key, DraftPlace* place, MeasuredParts? parts, int length, out int size)
    {
        StoreIntegrity integrity = T.Info.Integrity;
        size = length + StoreTrailer.SizeAt(integrity);
        StoreWriter writer = StoreWriter.OfDraft(place, parts);
        try
        {
            if (!T.TryWrite(ref writer, in value))
            {
                return new WriteFault(writer.Error);
            }
        }
        catch (Exception exception)
        {
            return WriteFault.Thrown(exception);
        }

        if (writer.Position != length)
        {
            return new WriteFault(StoreErrorCode.CollectionChanged);
        }

        if (integrity != StoreIntegrity.None)
        {
            Span<byte> bytes = new(place->Payload - place->Before, size);
            StoreTrailer.Write(bytes[length..], integrity, T.Shape.Fingerprint, key, bytes[..length]);
        }

        return default;
    }
}
