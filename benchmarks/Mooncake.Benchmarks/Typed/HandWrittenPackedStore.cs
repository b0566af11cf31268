using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using MemoryPack;
using Mooncake.Backends;
using Mooncake.Integrity;

namespace Mooncake.Benchmarks.Typed;

/// <summary>
/// What a careful programmer writes by hand for a record that MemoryPack serializes: format the key, have MemoryPack write into registered
/// memory, add the trailer, make the call; and the reverse. One buffer, which is large enough for every object.
/// </summary>
internal sealed unsafe class HandWrittenPackedStore : IDisposable
{
    private readonly StoreBackend _backend;
    private readonly byte* _buffer;
    private readonly int _room;
    private readonly byte[] _key = GC.AllocateArray<byte>(128, pinned: true);
    private readonly byte* _keyStart;
    private readonly HandWrittenPackedWriter _writer;

    /// <summary>Registers a buffer.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="payload">The size of a payload in bytes.</param>
    internal HandWrittenPackedStore(StoreBackend backend, int payload)
    {
        _backend = backend;
        _room = (payload + 512 + 63) & ~63;
        _buffer = (byte*)NativeMemory.AlignedAlloc((nuint)_room, 4096);
        _keyStart = (byte*)Unsafe.AsPointer(ref _key[0]);
        _writer = new HandWrittenPackedWriter(_buffer, _room);
        int registered = backend.RegisterBuffer(_buffer, (nuint)_room);
        if (registered != 0)
        {
            throw new InvalidOperationException($"Registering answered {registered}.");
        }
    }

    /// <summary>Stores a block.</summary>
    internal void Put(PackedBlock block)
    {
        ReadOnlySpan<byte> key = FormatKey(block.Model, block.Layer, block.Block);
        _writer.Reset();
        MemoryPackSerializer.Serialize(_writer, block);
        int size = _writer.Length;
        StoreTrailer.Write(
            new Span<byte>(_buffer + size, StoreTrailer.Size), StoreIntegrity.Checksum, Shape, key, new ReadOnlySpan<byte>(_buffer, size));
        int answer = _backend.PutFrom(_keyStart, key.Length, _buffer, (nuint)(size + StoreTrailer.Size), null);
        if (answer != 0)
        {
            throw new InvalidOperationException($"A put answered {answer}.");
        }
    }

    /// <summary>Reads a block.</summary>
    internal PackedBlock Get(PackedBlockKey blockKey)
    {
        ReadOnlySpan<byte> key = FormatKey(blockKey.Model, blockKey.Layer, blockKey.Block);
        long size = _backend.GetInto(_keyStart, key.Length, _buffer, (nuint)_room);
        ReadOnlySpan<byte> stored = new(_buffer, (int)size);
        StoreErrorCode code = StoreTrailer.Check(stored, key, StoreIntegrity.Checksum, isOptional: false, [Shape], out int length);
        return code == StoreErrorCode.Ok
            ? MemoryPackSerializer.Deserialize<PackedBlock>(stored[..length])!
            : throw new InvalidOperationException(code.ToString());
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        _ = _backend.UnregisterBuffer(_buffer);
        NativeMemory.AlignedFree(_buffer);
    }

    private ReadOnlySpan<byte> FormatKey(string model, int layer, ulong block)
    {
        Span<byte> room = _key;
        "bench/packed/"u8.CopyTo(room);
        int at = 13 + Encoding.UTF8.GetBytes(model, room[13..]);
        room[at++] = (byte)'/';
        Utf8Formatter.TryFormat(layer, room[at..], out int written, new StandardFormat('D', 3));
        at += written;
        room[at++] = (byte)'/';
        Utf8Formatter.TryFormat(block, room[at..], out written, new StandardFormat('x', 16));
        at += written;
        room[at] = 0;
        return room[..at];
    }

    private static ulong Shape { get; } = ShapeOf<PackedBlock>();

    private static ulong ShapeOf<T>()
        where T : Mooncake.Serialization.IStoreObject<T> => T.Shape.Fingerprint;
}
