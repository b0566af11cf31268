using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Mooncake.Serialization;

/// <content>Strings.</content>
public ref partial struct StoreWriter
{
    // Before a string's UTF-8 bytes: their count, complemented, and the count of UTF-16 units.
    private const int Utf8Lead = 2 * sizeof(int);

    /// <summary>Writes a string in UTF-8.</summary>
    /// <param name="value">The string, or null.</param>
    /// <returns>False if it does not fit, or contains a lone surrogate (<see cref="StoreErrorCode.ValueNotEncodable"/>).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWriteString(string? value)
    {
        return string.IsNullOrEmpty(value) ? TryWriteLength(value is null ? -1 : 0) : TryWriteUtf8(value);
    }

    /// <summary>Writes a string's UTF-16 units unchanged, lone surrogates included.</summary>
    /// <param name="value">The string, or null.</param>
    /// <returns>False if it does not fit.</returns>
    public bool TryWriteUtf16String(string? value)
    {
        return value is null
            ? TryWriteLength(-1)
            : TryWriteLength(value.Length) && TryWriteBlock(MemoryMarshal.AsBytes(value.AsSpan()));
    }

    private bool TryWriteUtf8(string value)
    {
        int at = _written;
        int room = _length - at - Utf8Lead;
        if (room < value.Length)
        {
            return Changed();
        }

        ref byte lead = ref Unsafe.Add(ref _start, at);
        int bytes = value.Length;
        if (!AsciiText.TryNarrow(value, ref Unsafe.Add(ref lead, Utf8Lead)) && !TryTranscode(value, room, out bytes))
        {
            return false;
        }

        Unsafe.WriteUnaligned(ref lead, ~bytes);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref lead, sizeof(int)), value.Length);
        _written = at + Utf8Lead + bytes;
        return true;
    }

    private bool TryTranscode(string value, int room, out int bytes)
    {
        Span<byte> destination = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _start, _written + Utf8Lead), room);
        OperationStatus status = Utf8.FromUtf16(value, destination, out _, out bytes, replaceInvalidSequences: false);
        return status switch
        {
            OperationStatus.Done => true,
            OperationStatus.DestinationTooSmall => Changed(),
            _ => Fail(StoreErrorCode.ValueNotEncodable),
        };
    }
}
