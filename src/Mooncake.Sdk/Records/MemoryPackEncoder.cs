using Mooncake.Integrity;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Serialization;

namespace Mooncake.Records;

/// <summary>
/// Converts records that MemoryPack serializes to the bytes of objects. MemoryPack reports no size before it writes, so each value is
/// serialized once: into the object's memory, if an estimate of its size is sufficient, otherwise into scratch memory, and copied from
/// there.
/// </summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
internal sealed unsafe class MemoryPackEncoder<TKey, T>() : ObjectEncoder<T>(T.Info.Name)
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    /// <summary>
    /// The largest estimate in bytes: a few large objects must not make later small ones use as much registered memory.
    /// </summary>
    private const int LargestGuess = 4 << 20;

    private readonly StoreIntegrity _integrity = T.Info.Integrity;
    private readonly int _trailerSize = StoreTrailer.SizeAt(T.Info.Integrity);
    private readonly ulong _fingerprint = T.Shape.Fingerprint;
    private readonly SizeEstimate _sizes = new(fixedSize: 0);

    /// <inheritdoc/>
    internal override int UsualCapacity => _sizes.Capacity is <= LargestGuess and int room ? room + _trailerSize : 0;

    /// <inheritdoc/>
    internal override long Estimate(in T value) => (long)_sizes.Capacity + _trailerSize;

    /// <inheritdoc/>
    internal override WriteFault Measure(in T value, ref MemoryPackBuffer? bytes, out int size)
    {
        MemoryPackBuffer buffer = bytes ?? MemoryPackBuffer.Rent();
        long start = buffer.Length;
        bool isDone = false;
        size = 0;
        try
        {
            WriteFault fault = Pack(in value, buffer);
            long total = buffer.Length - start + _trailerSize;
            if (fault.IsNone && total > RentalLayout.MaxObjectCapacity)
            {
                fault = new WriteFault(StoreErrorCode.ObjectTooLarge);
            }

            isDone = fault.IsNone;
            if (isDone)
            {
                size = (int)total;
                _sizes.Saw(size - _trailerSize);
            }

            return fault;
        }
        finally
        {
            if (isDone)
            {
                bytes = buffer;
            }
            else if (bytes is null)
            {
                buffer.Dispose();
            }
            else
            {
                buffer.Truncate(start);
            }
        }
    }

    /// <inheritdoc/>
    internal override WriteFault Encode(in T value, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        if (_integrity == StoreIntegrity.Checksum)
        {
            uint crc = Crc32C.CopyAndAppend(Crc32C.Append(0, key), bytes, destination);
            StoreTrailer.WriteSummed(destination[bytes.Length..], _fingerprint, crc);
            return default;
        }

        bytes.CopyTo(destination);
        Finish(key, destination);
        return default;
    }

    /// <inheritdoc/>
    internal override WriteFault Write(in T value, ReadOnlySpan<byte> key, byte* place, int room, out int size, out MemoryPackBuffer? bytes)
    {
        MemoryPackBuffer buffer = MemoryPackBuffer.Rent();
        bytes = null;
        size = 0;
        try
        {
            buffer.WriteTo(place, room - _trailerSize);
            WriteFault fault = Pack(in value, buffer);
            if (!fault.IsNone)
            {
                return fault;
            }

            _sizes.Saw((int)Math.Min(RentalLayout.MaxObjectCapacity, buffer.RoomNeeded));
            long total = buffer.Length + _trailerSize;
            if (total > RentalLayout.MaxObjectCapacity)
            {
                return new WriteFault(StoreErrorCode.ObjectTooLarge);
            }

            size = (int)total;
            if (size > room)
            {
                bytes = buffer;
            }
            else if (buffer.IsInPlace)
            {
                Finish(key, new Span<byte>(place, size));
            }
            else
            {
                // Strings reserve up to three times their size: the object fits after all.
                return Encode(in value, buffer.WrittenBytes, key, new Span<byte>(place, size));
            }

            return default;
        }
        finally
        {
            if (bytes is null)
            {
                buffer.Dispose();
            }
        }
    }

    /// <summary>Lets MemoryPack write a value after the content of a buffer.</summary>
    private static WriteFault Pack(in T value, MemoryPackBuffer buffer)
    {
        try
        {
            T.Pack(buffer, in value);
            return default;
        }
        catch (InsufficientExecutionStackException)
        {
            return new WriteFault(StoreErrorCode.DepthExceeded);
        }
        catch (Exception exception)
        {
            return buffer.IsExhausted ? new WriteFault(StoreErrorCode.ObjectTooLarge) : WriteFault.Thrown(exception);
        }
    }

    /// <summary>Writes the trailer of an object whose other bytes are in place.</summary>
    private void Finish(ReadOnlySpan<byte> key, Span<byte> bytes)
    {
        if (_integrity != StoreIntegrity.None)
        {
            Span<byte> payload = bytes[..^_trailerSize];
            StoreTrailer.Write(bytes[payload.Length..], _integrity, _fingerprint, key, payload);
        }
    }
}
