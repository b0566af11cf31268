using Mooncake.Shared;

namespace Mooncake.Server.Sessions;

/// <summary>
/// Maps the numbers that clients get for the position of a scan to the key behind which the scan goes on. Safe from any thread.
/// </summary>
/// <remarks>
/// A number belongs to its key, not to a connection, so any connection can go on with it, and repeat a step. Memory is bounded: positions
/// that nobody used for long are forgotten first, and a scan that asks for one of them gets an error.
/// </remarks>
internal sealed class ScanCursors
{
    /// <summary>Bytes of keys that are kept.</summary>
    internal const int MaxBytes = 4 << 20;

    /// <summary>What a position costs beside its key, about.</summary>
    private const int Overhead = 160;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, LinkedListNode<(ulong Cursor, byte[] Key)>> _positions = [];
    private readonly LinkedList<(ulong Cursor, byte[] Key)> _recent = [];
    private readonly KeyHash _hash = new();
    private long _bytes;

    /// <summary>Bytes in use.</summary>
    internal long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>The number of a position. Equal keys have equal numbers, as long as they are remembered.</summary>
    /// <param name="key">The last key that was looked at.</param>
    internal unsafe ulong CursorOf(ReadOnlySpan<byte> key)
    {
        // 62 bits: some clients read cursors as signed, and 0 is the beginning.
        ulong cursor;
        fixed (byte* bytes = key)
        {
            cursor = Math.Max(_hash.Compute(bytes, key.Length) >> 2, 1);
        }

        lock (_lock)
        {
            while (_positions.TryGetValue(cursor, out LinkedListNode<(ulong Cursor, byte[] Key)>? known))
            {
                if (key.SequenceEqual(known.Value.Key))
                {
                    Use(known);
                    return cursor;
                }

                cursor++;
            }

            _positions[cursor] = _recent.AddFirst((cursor, key.ToArray()));
            _bytes += key.Length + Overhead;
            while (_bytes > MaxBytes && _recent.Count > 1)
            {
                (ulong oldest, byte[] forgotten) = _recent.Last!.Value;
                _recent.RemoveLast();
                _positions.Remove(oldest);
                _bytes -= forgotten.Length + Overhead;
            }
        }

        return cursor;
    }

    /// <summary>The key behind which a scan goes on, or null if the number is not known.</summary>
    internal byte[]? KeyOf(ulong cursor)
    {
        lock (_lock)
        {
            if (!_positions.TryGetValue(cursor, out LinkedListNode<(ulong Cursor, byte[] Key)>? known))
            {
                return null;
            }

            Use(known);
            return known.Value.Key;
        }
    }

    private void Use(LinkedListNode<(ulong Cursor, byte[] Key)> position)
    {
        _recent.Remove(position);
        _recent.AddFirst(position);
    }
}
