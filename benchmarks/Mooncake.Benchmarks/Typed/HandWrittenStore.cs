using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Backends;
using Mooncake.Integrity;

namespace Mooncake.Benchmarks.Typed;

/// <summary>
/// What a careful programmer writes by hand over the same backend for this one record: format the key, write the bytes, sum them,
/// call, check, read. One registered buffer, arrays kept from call to call; for leases its parts are handed out one by one.
/// </summary>
internal sealed unsafe partial class HandWrittenStore : IDisposable
{
    /// <summary>Bytes that a key has room for, its NUL included.</summary>
    internal const int KeyRoom = 64;

    private readonly StoreBackend _backend;
    private readonly byte* _buffer;
    private readonly int _room;
    private readonly byte[] _keyText;
    private readonly nint[] _keys;
    private readonly int[] _keyLengths;
    private readonly nint[] _buffers;
    private readonly nuint[] _sizes;
    private readonly HandWrittenBuffer[] _memories;
    private readonly Lock _gate = new();
    private readonly Stack<HandWrittenBuffer> _free = new();
    private readonly int[] _put;
    private readonly long[] _got;

    /// <summary>Registers a buffer for a batch.</summary>
    internal HandWrittenStore(StoreBackend backend, int batch, int payload)
    {
        _backend = backend;
        _room = (payload + 256 + 63) & ~63;
        _buffer = (byte*)NativeMemory.AlignedAlloc((nuint)_room * (nuint)batch, 4096);
        int registered = backend.RegisterBuffer(_buffer, (nuint)_room * (nuint)batch);
        if (registered != 0)
        {
            throw new InvalidOperationException($"Registering answered {registered}.");
        }

        _keyText = GC.AllocateArray<byte>(batch * KeyRoom, pinned: true);
        _keys = new nint[batch];
        _keyLengths = new int[batch];
        _buffers = new nint[batch];
        _sizes = new nuint[batch];
        _memories = new HandWrittenBuffer[batch];
        _put = new int[batch];
        _got = new long[batch];
        for (int i = 0; i < batch; i++)
        {
            _keys[i] = (nint)Unsafe.AsPointer(ref _keyText[i * KeyRoom]);
            _buffers[i] = (nint)(_buffer + ((nint)i * _room));
            _memories[i] = new HandWrittenBuffer((byte*)_buffers[i], _room);
            _free.Push(_memories[i]);
        }
    }

    /// <summary>Stores a batch.</summary>
    internal void Put(BenchBlock[] blocks, ulong first)
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            ReadOnlySpan<byte> key = FormatKey(i, blocks[i].Model, blocks[i].Layer, first + (ulong)i);
            _sizes[i] = (nuint)Write(blocks[i], first + (ulong)i, key, new Span<byte>((void*)_buffers[i], _room));
        }

        int n = blocks.Length;
        _ = _backend.BatchPutFrom(
            _keys.AsSpan(0, n), _keyLengths.AsSpan(0, n), _buffers.AsSpan(0, n), _sizes.AsSpan(0, n), null, _put.AsSpan(0, n));
        foreach (int answer in _put.AsSpan(0, n))
        {
            if (answer != 0)
            {
                throw new InvalidOperationException($"A put answered {answer}.");
            }
        }
    }

    /// <summary>Reads a batch.</summary>
    internal BenchBlock[] Get(BenchBlockKey[] keys, bool borrow)
    {
        int n = keys.Length;
        for (int i = 0; i < n; i++)
        {
            _ = FormatKey(i, keys[i].Model, keys[i].Layer, keys[i].Block);
            _sizes[i] = (nuint)_room;
        }

        _ = _backend.BatchGetInto(
            _keys.AsSpan(0, n), _keyLengths.AsSpan(0, n), _buffers.AsSpan(0, n), _sizes.AsSpan(0, n), _got.AsSpan(0, n));
        BenchBlock[] blocks = new BenchBlock[n];
        for (int i = 0; i < n; i++)
        {
            blocks[i] = Read(new ReadOnlySpan<byte>((void*)_buffers[i], (int)_got[i]), new ReadOnlySpan<byte>((void*)_keys[i], _keyLengths[i]), borrow ? _memories[i] : null);
        }

        return blocks;
    }

    /// <summary>Reads one block whose payload stays where it was read to. There are as many buffers as the batch has items.</summary>
    internal HandWrittenLease GetLease(BenchBlockKey key)
    {
        HandWrittenBuffer buffer;
        lock (_gate)
        {
            buffer = _free.Pop();
        }

        ReadOnlySpan<byte> text = FormatKey(0, key.Model, key.Layer, key.Block);
        int got = (int)_backend.GetInto((byte*)_keys[0], _keyLengths[0], buffer.Start, (nuint)_room);
        return new HandWrittenLease(this, buffer, Read(new ReadOnlySpan<byte>(buffer.Start, got), text, buffer));
    }

    /// <summary>Takes a buffer back that nobody reads any more.</summary>
    internal void GiveBack(HandWrittenBuffer buffer)
    {
        lock (_gate)
        {
            _free.Push(buffer);
        }
    }

    /// <summary>The same call without bytes and checksum, with keys made beforehand.</summary>
    internal void PutBare(BareKeys made, int size)
    {
        ReadOnlySpan<nint> keys = made.Take(out ReadOnlySpan<int> lengths);
        int n = keys.Length;
        _sizes.AsSpan(0, n).Fill((nuint)size);
        _ = _backend.BatchPutFrom(keys, lengths, _buffers.AsSpan(0, n), _sizes.AsSpan(0, n), null, _put.AsSpan(0, n));
    }

    /// <summary>The same call without key, checksum and reading; keys are those of the last call.</summary>
    internal void GetBare(int count)
    {
        _sizes.AsSpan(0, count).Fill((nuint)_room);
        _ = _backend.BatchGetInto(_keys.AsSpan(0, count), _keyLengths.AsSpan(0, count), _buffers.AsSpan(0, count), _sizes.AsSpan(0, count), _got.AsSpan(0, count));
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        _ = _backend.UnregisterBuffer(_buffer);
        NativeMemory.AlignedFree(_buffer);
    }

    /// <summary>Writes a key with a NUL behind it.</summary>
    /// <returns>Its bytes, without the NUL.</returns>
    internal static int FormatKey(Span<byte> room, string model, int layer, ulong block)
    {
        "bench/"u8.CopyTo(room);
        int at = 6 + Encoding.UTF8.GetBytes(model, room[6..]);
        room[at++] = (byte)'/';
        Utf8Formatter.TryFormat(layer, room[at..], out int written, new System.Buffers.StandardFormat('D', 3));
        at += written;
        room[at++] = (byte)'/';
        Utf8Formatter.TryFormat(block, room[at..], out written, new System.Buffers.StandardFormat('x', 16));
        at += written;
        room[at] = 0;
        return at;
    }

    private ReadOnlySpan<byte> FormatKey(int i, string model, int layer, ulong block)
    {
        Span<byte> room = _keyText.AsSpan(i * KeyRoom, KeyRoom);
        _keyLengths[i] = FormatKey(room, model, layer, block);
        return room[.._keyLengths[i]];
    }

    private static int Write(BenchBlock value, ulong block, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        int model = Encoding.UTF8.GetByteCount(value.Model);
        int payloadAt = 1 + 8 + model + 4 + 8 + 4;
        int size = payloadAt + value.Payload.Length;
        ref byte at = ref MemoryMarshal.GetReference(destination[..(size + StoreTrailer.Size)]);
        at = 4;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 1), ~model);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 5), value.Model.Length);
        Encoding.UTF8.GetBytes(value.Model, destination[9..]);
        at = ref Unsafe.Add(ref at, 9 + model);
        Unsafe.WriteUnaligned(ref at, value.Layer);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 4), block);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 12), value.Payload.Length);
        uint crc = Crc32C.Append(Crc32C.Append(0, key), destination[..payloadAt]);
        crc = Crc32C.CopyAndAppend(crc, value.Payload.Span, destination[payloadAt..]);
        StoreTrailer.WriteSummed(destination.Slice(size, StoreTrailer.Size), Shape, crc);
        return size + StoreTrailer.Size;
    }

    /// <summary>Checks and reads a block.</summary>
    /// <param name="stored">The object.</param>
    /// <param name="key">The key's text.</param>
    /// <param name="owner">The buffer that the object lies in, for the payload to be a slice of it; null for a copy.</param>
    private static BenchBlock Read(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> key, HandWrittenBuffer? owner)
    {
        StoreErrorCode code = StoreTrailer.Check(stored, key, StoreIntegrity.Checksum, isOptional: false, [Shape], out int length);
        if (code != StoreErrorCode.Ok || stored[0] != 4)
        {
            throw new InvalidOperationException(code.ToString());
        }

        int model = ~MemoryMarshal.Read<int>(stored[1..]);
        ReadOnlySpan<byte> rest = stored[(9 + model)..length];
        string name = Encoding.UTF8.GetString(stored.Slice(9, model));
        int payload = MemoryMarshal.Read<int>(rest[12..]);
        ReadOnlyMemory<byte> bytes = owner is null ? rest.Slice(16, payload).ToArray() : owner.Memory.Slice(9 + model + 16, payload);
        return new BenchBlock(name, MemoryMarshal.Read<int>(rest), MemoryMarshal.Read<ulong>(rest[4..]), bytes);
    }

    private static ulong Shape { get; } = ShapeOf<BenchBlock>();

    private static ulong ShapeOf<T>()
        where T : Mooncake.Serialization.IStoreObject<T> => T.Shape.Fingerprint;
}
