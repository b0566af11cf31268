using System.Collections;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// <see cref="BitArray"/>: byte 2, the number of bits, and <c>[count][32-bit integers]</c>, the lowest bit first; <c>FF</c> is null.
/// MemoryPack's own formatter accesses fields that .NET 10 no longer has.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BitArrayCodec : IStoreCodec<BitArray?>
{
    private const byte Parts = 2;
    private const int BitsPerWord = 32;

    /// <inheritdoc/>
    public static int MinSize => 1;

    /// <inheritdoc/>
    public static bool IsFixedSize => false;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "t(i4,[i4])";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in BitArray? value)
    {
        sizer.Add(value is null ? 1 : 1 + sizeof(int) + sizeof(int) + (WordsOf(value.Length) * (long)sizeof(int)));
        return true;
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in BitArray? value)
    {
        if (value is null)
        {
            return writer.TryWriteNull();
        }

        int length = value.Length;
        int words = WordsOf(length);
        if (!writer.TryWriteHeader(Parts)
            || !writer.TryWriteLength(length)
            || !writer.TryWriteLength(words)
            || !writer.TryTakeSpan(words * sizeof(int), out Span<byte> destination))
        {
            return false;
        }

        // The bits after the last one contain remains of earlier lengths; they are written as zero.
        Span<byte> bytes = CollectionsMarshal.AsBytes(value);
        int used = Math.Min(bytes.Length, destination.Length);
        bytes[..used].CopyTo(destination);
        destination[used..].Clear();
        ClearBehind(destination, length);
        return true;
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out BitArray? value)
    {
        value = null;
        if (!TryReadWords(ref reader, out bool isNull, out int length, out ReadOnlySpan<byte> words) || isNull)
        {
            return isNull;
        }

        value = new BitArray(length);
        Span<byte> bytes = CollectionsMarshal.AsBytes(value);
        words[..Math.Min(words.Length, bytes.Length)].CopyTo(bytes);
        ClearBehind(bytes, length);
        return true;
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => TryReadWords(ref reader, out _, out _, out _);

    private static int WordsOf(int bits) => (int)(((uint)bits + BitsPerWord - 1) / BitsPerWord);

    private static bool TryReadWords(ref StoreReader reader, out bool isNull, out int length, out ReadOnlySpan<byte> words)
    {
        length = 0;
        words = default;
        if (!reader.TryReadExactHeader(Parts, out isNull) || isNull)
        {
            return isNull;
        }

        if (!reader.TryTake(sizeof(int), out StoreRun run))
        {
            return false;
        }

        length = run.Read<int>(0);
        return reader.TryReadLength(sizeof(int), out int count)
            && ((length >= 0 && count == WordsOf(length)) || reader.Fail(StoreErrorCode.MalformedLength))
            && reader.TryTakeSpan(count * sizeof(int), out words);
    }

    private static void ClearBehind(Span<byte> bytes, int length)
    {
        int last = length / 8;
        if (last < bytes.Length)
        {
            bytes[last] &= (byte)((1 << (length % 8)) - 1);
            bytes[(last + 1)..].Clear();
        }
    }
}
