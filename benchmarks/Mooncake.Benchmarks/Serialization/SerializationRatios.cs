using MemoryPack;
using Mooncake.Benchmarks.Measurement;
using Mooncake.Integrity;
using Mooncake.Serialization;

namespace Mooncake.Benchmarks.Serialization;

/// <summary>The emitted serializer against MemoryPack over the same bytes; the trailer's cost on lines of its own.</summary>
internal static class SerializationRatios
{
    private const double SmallGoal = 0.9;
    private const double Goal = 1.0;

    private static readonly ReusedWriter Writer = new();
    private static readonly byte[] Buffer = GC.AllocateUninitializedArray<byte>(4 << 20, pinned: true);
    private static object? _sink;

    /// <summary>Measures and prints.</summary>
    internal static void Run()
    {
        string email = "ada.lovelace@analytical-engine.invalid"[..36];
        SmallRecord small = new("Ada Lovelace", email, 42, 123_456_789_012, Guid.NewGuid());
        Compare("small record", SmallGoal, small, new PackedSmallRecord(small.Name, small.Email, small.Count, small.Total, small.Id));

        FloatRecord floats = new(7, true, DateTime.UtcNow, [.. Enumerable.Range(0, 1024).Select(static i => i * 0.5f)]);
        Compare("float[1024] record", Goal, floats, new PackedFloatRecord(floats.Layer, floats.IsFinal, floats.Time, floats.Values));

        NestedRecord nested = new(
            "an order",
            [.. Enumerable.Range(0, 32).Select(static i => new NestedLine(i, $"line {i}", i * 0.25))],
            Enumerable.Range(0, 16).ToDictionary(static i => $"total {i}", static i => (long)i),
            ["first", "second", "third"]);
        Compare("nested record", writeGoal: null, nested, new PackedNestedRecord(
            nested.Title, [.. nested.Lines.Select(static line => new PackedNestedLine(line.Number, line.Text, line.Amount))], nested.Totals, nested.Tags));

        foreach ((string name, int size) in ((string, int)[])[("4 KiB", 4 << 10), ("64 KiB", 64 << 10), ("1 MiB", 1 << 20)])
        {
            byte[] bytes = new byte[size];
            Random.Shared.NextBytes(bytes);
            PayloadRecord payload = new("kv/llama-70b/003", 1, 3, bytes);
            PackedPayloadRecord packed = new(payload.Key, payload.Version, payload.Layer, payload.Payload);
            byte[] written = Compare($"{name} payload record", Goal, payload, packed);
            Interleaved.Compare(
                $"deserialize {name} payload record, borrowed, over MemoryPack's copy",
                Goal,
                () => _sink = Read<PayloadRecord>(written, borrow: true),
                () => _sink = MemoryPackSerializer.Deserialize<PackedPayloadRecord>(written));
        }

        Trailer("small record", small, Buffer);
        Trailer("float[1024] record", floats, Buffer);
        Trailer("64 KiB payload record", new PayloadRecord("kv/llama-70b/003", 1, 3, new byte[64 << 10]), Buffer);
    }

    /// <summary>Writes and reads a value with the emitted code and its twin with MemoryPack; both write the same bytes.</summary>
    /// <returns>The bytes.</returns>
    private static byte[] Compare<T, TPacked>(string name, double? writeGoal, T value, TPacked packed)
        where T : IStoreObject<T>
    {
        byte[] written = Buffer[..Write(value, Buffer)];
        Pack(packed);
        if (!written.AsSpan().SequenceEqual(Writer.ToArray()))
        {
            throw new InvalidOperationException($"The two serializers write different bytes of the {name}.");
        }

        Interleaved.Compare($"serialize {name}", writeGoal, () => Write(value, Buffer), () => Pack(packed));
        Interleaved.Compare(
            $"deserialize {name}", Goal, () => _sink = Read<T>(written, borrow: false), () => _sink = MemoryPackSerializer.Deserialize<TPacked>(written));
        return written;
    }

    private static void Pack<T>(T value)
    {
        Writer.Reset();
        MemoryPackSerializer.Serialize(Writer, value);
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
        return T.TryWrite(ref writer, in value) && writer.Remaining == 0
            ? (int)sizer.Size
            : throw new InvalidOperationException(writer.Error.ToString());
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
        Interleaved.Compare(
            $"serialize {name} with trailer over without", null, () => WriteSealed(value, key, buffer), () => Write(value, buffer));
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
        StoreWriter writer = StoreWriter.WithParts(destination[..size], Crc32C.Append(0, key), isSumming: true, parts: null);
        _ = T.TryWrite(ref writer, in value);
        StoreTrailer.WriteSummed(destination.Slice(size, StoreTrailer.Size), T.Shape.Fingerprint, writer.FinishSum());
        return size + StoreTrailer.Size;
    }

    private static T? ReadSealed<T>(byte[] stored, byte[] key)
        where T : IStoreObject<T>
    {
        StoreErrorCode code = StoreTrailer.Check(
            stored, key, StoreIntegrity.Checksum, isOptional: false, T.Shape.AcceptedFingerprints, out int length);
        return code == StoreErrorCode.Ok
            ? Read<T>(stored.AsMemory(0, length), borrow: false)
            : throw new InvalidOperationException(code.ToString());
    }
}
