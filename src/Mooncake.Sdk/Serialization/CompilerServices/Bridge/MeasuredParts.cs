using System.Buffers;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// The bytes that MemoryPack's formatters wrote while a value was measured, in order, so that writing the value copies them. Serializing a
/// second time would double the work at each level at which values nest through MemoryPack. Used by one thread at a time.
/// </summary>
internal sealed class MeasuredParts
{
    private const int LargestKept = 64 * 1024;
    private const int MostKept = 16;

    [ThreadStatic]
    private static MeasuredParts? _spare;

    private readonly List<int> _ends = [];
    private MeasuredParts? _next;
    private int _kept;

    private MeasuredParts()
    {
    }

    /// <summary>The destination of MemoryPack's writes.</summary>
    internal PartWriter Bytes { get; private set; } = new();

    /// <summary>The number of parts.</summary>
    internal int Count => _ends.Count;

    /// <summary>A part's bytes, until the next one is written.</summary>
    /// <param name="part">Its number.</param>
    internal ReadOnlySpan<byte> this[int part] => Bytes.WrittenSpan[StartOf(part).._ends[part]];

    /// <summary>An empty instance, to be returned with <see cref="Return"/>.</summary>
    internal static MeasuredParts Rent()
    {
        if (_spare is not { } parts)
        {
            return new MeasuredParts();
        }

        _spare = parts._next;
        parts._next = null;
        return parts;
    }

    /// <summary>Returns the instance to the pool. It must not be used afterwards.</summary>
    internal void Return()
    {
        _ends.Clear();
        _kept = (_spare?._kept ?? 0) + 1;
        if (_kept > MostKept)
        {
            Bytes.Dispose();
            return;
        }

        if (Bytes.Capacity > LargestKept)
        {
            Bytes.Dispose();
            Bytes = new PartWriter();
        }
        else
        {
            Bytes.Clear();
        }

        _next = _spare;
        _spare = this;
    }

    /// <summary>Makes a part of the bytes written since the last one.</summary>
    /// <returns>Its length in bytes.</returns>
    internal int EndPart()
    {
        int start = StartOf(_ends.Count);
        _ends.Add(Bytes.WrittenCount);
        return Bytes.WrittenCount - start;
    }

    /// <summary>Appends all parts to a buffer, each after its length, so that they outlive this instance.</summary>
    /// <param name="buffer">Receives the parts.</param>
    internal void CopyTo(MemoryPackBuffer buffer)
    {
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<byte> part = this[i];
            Span<byte> destination = buffer.GetSpan(sizeof(int) + part.Length);
            MemoryMarshal.Write(destination, part.Length);
            part.CopyTo(destination[sizeof(int)..]);
            buffer.Advance(sizeof(int) + part.Length);
        }
    }

    /// <summary>The parts that <see cref="CopyTo"/> has copied, to be returned with <see cref="Return"/>.</summary>
    /// <param name="copied">The bytes that were appended to the buffer.</param>
    internal static MeasuredParts From(ReadOnlySpan<byte> copied)
    {
        MeasuredParts parts = Rent();
        while (!copied.IsEmpty)
        {
            int length = MemoryMarshal.Read<int>(copied);
            parts.Bytes.Write(copied.Slice(sizeof(int), length));
            parts.EndPart();
            copied = copied[(sizeof(int) + length)..];
        }

        return parts;
    }

    private int StartOf(int part) => part == 0 ? 0 : _ends[part - 1];
}
