using System.Runtime.CompilerServices;
using Mooncake.Integrity;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Serialization;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Records;

/// <summary>Converts records to the bytes of objects: the type's own encoding, followed by the integrity trailer.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
internal sealed class RecordEncoder<TKey, T>() : ObjectEncoder<T>(T.Info.Name)
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    // The constants of the generated code, read once: in code shared by reference types, each access is a look-up.
    private readonly StoreIntegrity _integrity = T.Info.Integrity;
    private readonly int _trailerSize = StoreTrailer.SizeAt(T.Info.Integrity);
    private readonly ulong _fingerprint = T.Shape.Fingerprint;

    /// <inheritdoc/>
    internal override WriteFault Measure(in T value, ref MemoryPackBuffer? bytes, out int size)
    {
        // The bytes that MemoryPack writes for members while they are measured are kept, so that it is not called twice.
        StoreSizer sizer = StoreSizer.Recording(depth: 0);
        size = 0;
        try
        {
            if (!T.TryMeasure(ref sizer, in value))
            {
                return new WriteFault(sizer.Error);
            }

            long total = sizer.Size + _trailerSize;
            if (total > RentalLayout.MaxObjectCapacity)
            {
                return new WriteFault(StoreErrorCode.ObjectTooLarge);
            }

            sizer.Parts?.CopyTo(bytes ??= MemoryPackBuffer.Rent());
            size = (int)total;
            return default;
        }
        catch (Exception exception)
        {
            return WriteFault.Thrown(exception);
        }
        finally
        {
            sizer.Parts?.Return();
        }
    }

    /// <inheritdoc/>
    internal override WriteFault Encode(in T value, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        MeasuredParts? parts = bytes.IsEmpty ? null : MeasuredParts.From(bytes);
        try
        {
            return new WriteFault(Write(in value, parts, key, destination));
        }
        catch (Exception exception)
        {
            return WriteFault.Thrown(exception);
        }
        finally
        {
            parts?.Return();
        }
    }

    // A separate method: code inlined next to a catch block keeps its variables in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private StoreErrorCode Write(in T value, MeasuredParts? parts, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        Span<byte> payload = destination[..^_trailerSize];
        bool isSummed = _integrity == StoreIntegrity.Checksum;

        // The checksum is computed during the copy: bulk members are copied and summed in one pass.
        StoreWriter writer = StoreWriter.WithParts(payload, isSummed ? Crc32C.Append(0, key) : 0, isSummed, parts);
        if (!T.TryWrite(ref writer, in value))
        {
            return writer.Error;
        }

        // Too few bytes written mean that the value changed since it was measured, just like too many.
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
}
