using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mooncake.Server.Protocol;

/// <summary>Writes replies in RESP2 or RESP3, one behind the other, until they are sent together.</summary>
internal sealed unsafe class ReplyWriter(nint limit) : IDisposable
{
    /// <summary>The memory that is kept between batches, in bytes.</summary>
    internal const int KeptBytes = 256 << 10;

    private readonly NativeBuffer _buffer = new();

    /// <summary>True to write RESP3; set by the session that runs.</summary>
    internal bool IsResp3 { get; set; }

    /// <summary>True if the replies exceeded the limit. What was written behind it is lost: the connection must end.</summary>
    internal bool HasOverflowed { get; private set; }

    /// <summary>Bytes written.</summary>
    internal nint Length => _buffer.Length;

    /// <summary>The first byte.</summary>
    internal byte* Start => _buffer.Start;

    /// <summary>The bytes written. At most 2 GiB.</summary>
    internal ReadOnlySpan<byte> Bytes => _buffer.Bytes;

    /// <summary>Forgets what was written.</summary>
    internal void Clear()
    {
        HasOverflowed = false;
        _buffer.Clear(KeptBytes);
    }

    /// <summary>Notes that a reply would exceed the limit.</summary>
    internal void Overflow() => HasOverflowed = true;

    /// <summary>Takes over the replies of another writer.</summary>
    internal void TakeOver(ReplyWriter other)
    {
        Raw(other.Start, other.Length);
        HasOverflowed |= other.HasOverflowed;
    }

    /// <summary>Forgets what was written behind a length, for a command that fails half-way.</summary>
    internal void CutTo(nint length) => _buffer.Length = length;

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    /// <summary>Writes bytes as they are: a reply that is complete.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Raw(ReadOnlySpan<byte> bytes)
    {
        if (TryReserve(bytes.Length, out byte* at))
        {
            bytes.CopyTo(new Span<byte>(at, bytes.Length));
            _buffer.Length += bytes.Length;
        }
    }

    /// <summary>Writes complete replies.</summary>
    internal void Raw(byte* bytes, nint count)
    {
        if (TryReserve(count, out byte* at))
        {
            Buffer.MemoryCopy(bytes, at, count, count);
            _buffer.Length += count;
        }
    }

    /// <summary>Writes a status, such as <c>OK</c>.</summary>
    internal void Simple(ReadOnlySpan<byte> text) => Line((byte)'+', text);

    /// <summary>Writes <c>+OK</c>.</summary>
    internal void Ok() => Raw("+OK\r\n"u8);

    /// <summary>Writes an error, its code included. Line ends become spaces, as in Redis; those at the end are left out.</summary>
    internal void Error(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd("\r\n"u8);
        if (TryReserve(text.Length + 3, out byte* at))
        {
            *at = (byte)'-';
            Span<byte> line = new(at + 1, text.Length);
            text.CopyTo(line);
            line.Replace((byte)'\r', (byte)' ');
            line.Replace((byte)'\n', (byte)' ');
            End(at + 1 + text.Length);
        }
    }

    /// <summary>Writes an error, its code included, from text that may quote what a client sent, one character a byte.</summary>
    internal void Error(string text) => Error(Encoding.Latin1.GetBytes(text));

    /// <summary>Writes an integer.</summary>
    internal void Integer(long value)
    {
        if ((ulong)value <= 9)
        {
            if (TryReserve(4, out byte* at))
            {
                // ":0\r\n", little-endian.
                Unsafe.WriteUnaligned(at, 0x0A0D_303Au + ((uint)value << 8));
                _buffer.Length += 4;
            }

            return;
        }

        Header((byte)':', value);
    }

    /// <summary>Writes a binary string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Bulk(ReadOnlySpan<byte> bytes)
    {
        if (TryReserve((nint)bytes.Length + RespNumber.MaxBytes + 5, out byte* at))
        {
            at = HeaderAt(at, (byte)'$', bytes.Length);
            bytes.CopyTo(new Span<byte>(at, bytes.Length));
            End(at + bytes.Length);
        }
    }

    /// <summary>Writes a binary string of any size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Bulk(byte* bytes, long size)
    {
        if (TryReserve((nint)size + RespNumber.MaxBytes + 5, out byte* at))
        {
            at = HeaderAt(at, (byte)'$', size);
            Buffer.MemoryCopy(bytes, at, size, size);
            End(at + size);
        }
    }

    /// <summary>Writes a binary string from text, one character a byte.</summary>
    internal void Bulk(string text) => Bulk(Encoding.Latin1.GetBytes(text));

    /// <summary>Writes an integer as a binary string.</summary>
    internal void BulkNumber(long value)
    {
        Span<byte> digits = stackalloc byte[RespNumber.MaxBytes];
        Utf8Formatter.TryFormat(value, digits, out int length);
        Bulk(digits[..length]);
    }

    /// <summary>Writes text for people: a verbatim string in RESP3, a binary string in RESP2.</summary>
    internal void Text(ReadOnlySpan<byte> text)
    {
        if (!IsResp3)
        {
            Bulk(text);
            return;
        }

        Header((byte)'=', text.Length + 4);
        Raw("txt:"u8);
        Raw(text);
        Raw("\r\n"u8);
    }

    /// <summary>Writes that there is no value.</summary>
    internal void Null() => Raw(IsResp3 ? "_\r\n"u8 : "$-1\r\n"u8);

    /// <summary>Begins an array.</summary>
    /// <param name="count">Its elements, which are written next.</param>
    internal void Array(int count) => Header((byte)'*', count);

    /// <summary>Begins a map, in RESP2 an array of keys and values.</summary>
    /// <param name="count">The pairs, which are written next.</param>
    internal void Map(int count) => Header(IsResp3 ? (byte)'%' : (byte)'*', IsResp3 ? count : count * 2L);

    /// <summary>Begins a set, in RESP2 an array.</summary>
    internal void Set(int count) => Header(IsResp3 ? (byte)'~' : (byte)'*', count);

    /// <summary>Begins a message that answers no command, in RESP2 an array.</summary>
    internal void Push(int count) => Header(IsResp3 ? (byte)'>' : (byte)'*', count);

    private void Line(byte type, ReadOnlySpan<byte> text)
    {
        if (TryReserve(text.Length + 3, out byte* at))
        {
            *at = type;
            text.CopyTo(new Span<byte>(at + 1, text.Length));
            End(at + 1 + text.Length);
        }
    }

    private void Header(byte type, long value)
    {
        if (TryReserve(RespNumber.MaxBytes + 3, out byte* at))
        {
            _buffer.Length = (nint)(HeaderAt(at, type, value) - _buffer.Start);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* HeaderAt(byte* at, byte type, long value)
    {
        *at++ = type;
        if ((ulong)value < 1000)
        {
            uint number = (uint)value;
            if (number >= 100)
            {
                *at++ = (byte)('0' + (number / 100));
            }

            if (number >= 10)
            {
                *at++ = (byte)('0' + (number / 10 % 10));
            }

            *at++ = (byte)('0' + (number % 10));
        }
        else
        {
            Utf8Formatter.TryFormat(value, new Span<byte>(at, RespNumber.MaxBytes), out int length);
            at += length;
        }

        Unsafe.WriteUnaligned(at, (ushort)0x0A0D);
        return at + 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void End(byte* at)
    {
        Unsafe.WriteUnaligned(at, (ushort)0x0A0D);
        _buffer.Length = (nint)(at + 2 - _buffer.Start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReserve(nint count, out byte* at)
    {
        if (limit - _buffer.Length < count)
        {
            HasOverflowed = true;
            at = null;
            return false;
        }

        at = _buffer.Reserve(count);
        return true;
    }
}
