using System.Buffers.Binary;
using System.Text;

namespace Mooncake.Cli.Decoding.Values;

/// <summary>Reads a payload from its start to its end.</summary>
/// <param name="payload">The bytes.</param>
internal sealed class PayloadReader(ReadOnlyMemory<byte> payload)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _end = payload.Length;

    /// <summary>Where the next read begins.</summary>
    internal int Position { get; private set; }

    /// <summary>Bytes that were not read.</summary>
    internal int Remaining => _end - Position;

    /// <summary>Takes bytes.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="PayloadException">There are not so many.</exception>
    internal ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Remaining)
        {
            throw new PayloadException(Position, $"{count} bytes are expected and {Remaining} are left");
        }

        ReadOnlySpan<byte> taken = payload.Span.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>The next byte, which is not taken.</summary>
    internal byte Peek() => Remaining > 0 ? payload.Span[Position] : throw new PayloadException(Position, "the payload ends");

    /// <summary>A byte.</summary>
    internal byte Byte() => Take(1)[0];

    /// <summary>A 32-bit number.</summary>
    internal int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>The number of elements of a collection, -1 for null.</summary>
    /// <param name="elementBytes">The least that an element takes.</param>
    /// <exception cref="PayloadException">There cannot be so many.</exception>
    internal int Count(int elementBytes)
    {
        int count = Int32();
        return count >= -1 && (long)count * elementBytes <= Remaining
            ? count
            : throw new PayloadException(Position - sizeof(int), $"{count} elements do not fit into {Remaining} bytes");
    }

    /// <summary>A string, or null.</summary>
    internal string? Text()
    {
        int start = Position;
        int header = Int32();
        try
        {
            switch (header)
            {
                case -1:
                    return null;
                case >= 0:
                    return Encoding.Unicode.GetString(Take(2L * header));
                default:
                    int units = Int32();
                    string text = StrictUtf8.GetString(Take(~header));
                    return units < 0 || units == text.Length ? text
                        : throw new PayloadException(start, "a string has another length than it says");
            }
        }
        catch (DecoderFallbackException)
        {
            throw new PayloadException(start, "a string is not UTF-8");
        }
    }

    /// <summary>The length of a slot.</summary>
    internal long SlotLength()
    {
        int start = Position;
        long length = unchecked((sbyte)Byte()) switch
        {
            >= 0 and var small => small,
            -121 => Byte(),
            -122 => unchecked((sbyte)Byte()),
            -123 => BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
            -124 => BinaryPrimitives.ReadInt16LittleEndian(Take(2)),
            -125 => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)),
            -126 => Int32(),
            -127 => checked((long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(Take(8)), long.MaxValue)),
            -128 => BinaryPrimitives.ReadInt64LittleEndian(Take(8)),
            _ => -1,
        };
        return length >= 0 ? length : throw new PayloadException(start, "the length of a slot is not valid");
    }

    /// <summary>Reads a part that has to end where it says.</summary>
    /// <param name="length">The part's length.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="PayloadException">The part is too long, or was not read to its end.</exception>
    internal void Within(long length, Action read)
    {
        if (length > Remaining)
        {
            throw new PayloadException(Position, $"a slot of {length} bytes does not fit into {Remaining}");
        }

        int end = _end;
        _end = Position + (int)length;
        read();
        if (Remaining > 0)
        {
            throw new PayloadException(Position, $"{Remaining} bytes of a slot are left");
        }

        _end = end;
    }
}
