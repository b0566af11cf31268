using System.Buffers;
using System.Buffers.Binary;

namespace Mooncake.Durable.Engine;

/// <summary>Keys with the sequences of their objects, one behind the other in a pooled array. Disposed of by its owner.</summary>
internal sealed class ListedKeys : IDisposable
{
    /// <summary>The bytes before each key: its object's sequence, and its length.</summary>
    internal const int HeaderLength = sizeof(ulong) + sizeof(int);

    private const int FirstRoom = 16 << 10;
    private const int MostKeys = 1000;
    private const int MostBytes = 4 << 20;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstRoom);
    private int _used;

    /// <summary>How many keys there are.</summary>
    internal int Count { get; private set; }

    /// <summary>
    /// True if there are enough for one batch of removals: its log record stays small, and other writes come in between. Keys can be long.
    /// </summary>
    internal bool IsFull => Count >= MostKeys || _used >= MostBytes;

    /// <summary>What <see cref="Read"/> reads.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

    /// <summary>Adds a key.</summary>
    internal void Add(ulong sequence, ReadOnlySpan<byte> key)
    {
        int needed = _used + HeaderLength + key.Length;
        if (needed > _bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _bytes.Length));
            Bytes.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        Span<byte> room = _bytes.AsSpan(_used);
        BinaryPrimitives.WriteUInt64LittleEndian(room, sequence);
        BinaryPrimitives.WriteInt32LittleEndian(room[sizeof(ulong)..], key.Length);
        key.CopyTo(room[HeaderLength..]);
        _used = needed;
        Count++;
    }

    /// <summary>Forgets all keys.</summary>
    internal void Clear() => (_used, Count) = (0, 0);

    /// <summary>Reads what comes before a key.</summary>
    internal static ulong Read(ReadOnlySpan<byte> bytes, out int length)
    {
        length = BinaryPrimitives.ReadInt32LittleEndian(bytes[sizeof(ulong)..]);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Returns the array.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
