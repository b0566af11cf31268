using Mooncake.Benchmarks.Measurement;
using Mooncake.Integrity;
using Mooncake.Serialization;

namespace Mooncake.Benchmarks.Serialization;

/// <summary>The emitted serializer against hand-written loops that do the same work; the trailer's cost on lines of its own.</summary>
internal static class SerializationRatios
{
    private const double Goal = 1.15;

    private static object? _sink;

    /// <summary>Measures and prints.</summary>
    internal static void Run()
    {
        SmallRecord small = new("Ada Lovelace", "ada.lovelace@analytical-engine.invalid"[..36], 42, 123_456_789_012, Guid.NewGuid());
        FloatRecord floats = new(7, true, DateTime.UtcNow, [.. Enumerable.Range(0, 1024).Select(static i => i * 0.5f)]);
        byte[] bytes = new byte[65536];
        Random.Shared.NextBytes(bytes);
        PayloadRecord payload = new("kv/llama-70b/003", 1, 3, bytes);
        byte[] buffer = new byte[1 << 17];

        Interleaved.Compare("serialize small record", Goal, () => Write(small, buffer), () => HandWritten.Write(small, buffer));
        Interleaved.Compare("serialize float[1024] record", Goal, () => Write(floats, buffer), () => HandWritten.Write(floats, buffer));
        Interleaved.Compare("serialize 64 KiB payload record", Goal, () => Write(payload, buffer), () => HandWritten.Write(payload, buffer));

        byte[] smallBytes = buffer[..Write(small, buffer)];
        byte[] floatBytes = buffer[..Write(floats, buffer)];
        byte[] payloadBytes = buffer[..Write(payload, buffer)];
        Interleaved.Compare("deserialize small record", Goal, () => _sink = Read<SmallRecord>(smallBytes, borrow: false), () => _sink = HandWritten.ReadSmall(smallBytes));
        Interleaved.Compare("deserialize float[1024] record", Goal, () => _sink = Read<FloatRecord>(floatBytes, borrow: false), () => _sink = HandWritten.ReadFloats(floatBytes));
        Interleaved.Compare("deserialize 64 KiB payload record", Goal, () => _sink = Read<PayloadRecord>(payloadBytes, borrow: false), () => _sink = HandWritten.ReadPayload(payloadBytes, borrow: false));
        Interleaved.Compare("deserialize 64 KiB payload record, borrowed", Goal, () => _sink = Read<PayloadRecord>(payloadBytes, borrow: true), () => _sink = HandWritten.ReadPayload(payloadBytes, borrow: true));

        Trailer("small record", small, buffer);
        Trailer("float[1024] record", floats, buffer);
        Trailer("64 KiB payload record", payload, buffer);
    }

    private static int Write<T>(in T value, Span<byte> destination)
        where T : IStoreObject<T>
    {
        StoreSizer sizer = default;
        if (!T.TryMeasure(ref sizer, in value))
        {
            throw new InvalidOperationException(sizer.Error.ToString());
        }

        StoreWriter writer = new(destination[..(int)sizer.Size]);
        return T.TryWrite(ref writer, in value) && writer.Remaining == 0 ? (int)sizer.Size : throw new InvalidOperationException(writer.Error.ToString());
    }

    private static T? Read<T>(ReadOnlyMemory<byte> source, bool borrow)
        where T : IStoreObject<T>
    {
        StoreReader reader = borrow ? StoreReader.Borrowing(source) : StoreReader.Copying(source.Span);
        return T.TryRead(ref reader, out T? value) ? value : throw new InvalidOperationException(reader.Error.ToString());
    }

    /// <summary>Writing with the trailer over writing without it, and checking a trailer over reading nothing.</summary>
    private static void Trailer<T>(string name, T value, byte[] buffer)
        where T : IStoreObject<T>
    {
        byte[] key = "bench/llama-70b/003/0000000000000001"u8.ToArray();
        Interleaved.Compare($"serialize {name} with trailer over without", null, () => WriteSealed(value, key, buffer), () => Write(value, buffer));
        int size = WriteSealed(value, key, buffer);
        byte[] stored = buffer[..size];
        Interleaved.Compare($"check and deserialize {name} over without check", null, () => _sink = ReadSealed<T>(stored, key), () => _sink = Read<T>(stored, borrow: false));
    }

    private static int WriteSealed<T>(in T value, byte[] key, Span<byte> destination)
        where T : IStoreObject<T>
    {
        StoreSizer sizer = default;
        _ = T.TryMeasure(ref sizer, in value);
        int size = (int)sizer.Size;
        StoreWriter writer = StoreWriter.Summing(destination[..size], Crc32C.Append(0, key));
        _ = T.TryWrite(ref writer, in value);
        StoreTrailer.WriteSummed(destination.Slice(size, StoreTrailer.Size), T.Shape.Fingerprint, writer.FinishSum());
        return size + StoreTrailer.Size;
    }

    private static T? ReadSealed<T>(byte[] stored, byte[] key)
        where T : IStoreObject<T>
    {
        StoreErrorCode code = StoreTrailer.Check(stored, key, StoreIntegrity.Checksum, isOptional: false, T.Shape.AcceptedFingerprints, out int length);
        return code == StoreErrorCode.Ok ? Read<T>(stored.AsMemory(0, length), borrow: false) : throw new InvalidOperationException(code.ToString());
    }
}
