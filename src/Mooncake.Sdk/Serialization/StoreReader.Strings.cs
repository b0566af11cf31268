using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Mooncake.Serialization;

/// <content>Strings.</content>
public ref partial struct StoreReader
{
    private const int UnknownUnits = -1;

    /// <summary>Reads a string in either form. UTF-8 is decoded strictly, and must give the stated number of units.</summary>
    /// <param name="value">The string, or null.</param>
    /// <returns>False if the bytes end, or are not a string.</returns>
    public bool TryReadString(out string? value)
    {
        value = null;
        if (!TryTake(sizeof(int), out StoreRun run))
        {
            return false;
        }

        int head = run.Read<int>(0);
        if (head < -1)
        {
            return TryReadUtf8(~head, out value);
        }

        if (head > 0)
        {
            return TryReadUtf16(head, out value);
        }

        value = head == 0 ? "" : null;
        return true;
    }

    /// <summary>Skips a string, checking it as <see cref="TryReadString"/> does.</summary>
    /// <returns>False if the bytes are not a string.</returns>
    internal bool TrySkipString()
    {
        if (!TryTake(sizeof(int), out StoreRun run))
        {
            return false;
        }

        int head = run.Read<int>(0);
        if (head >= -1)
        {
            return head <= Remaining / sizeof(char) ? TrySkip(Math.Max(head, 0) * sizeof(char)) : Fail(StoreErrorCode.MalformedLength);
        }

        if (!TryTake(sizeof(int), out StoreRun count) || ~head > Remaining)
        {
            return Error != StoreErrorCode.Ok ? false : Fail(StoreErrorCode.MalformedLength);
        }

        int units = count.Read<int>(0);
        _ = TryTakeSpan(~head, out ReadOnlySpan<byte> text);
        return (Utf8.IsValid(text) && (units == UnknownUnits || units == Encoding.UTF8.GetCharCount(text)))
            || Fail(StoreErrorCode.MalformedString);
    }

    private bool TryReadUtf8(int bytes, out string? value)
    {
        value = null;
        if (!TryTake(sizeof(int), out StoreRun run))
        {
            return false;
        }

        if (bytes > Remaining)
        {
            return Fail(StoreErrorCode.MalformedLength);
        }

        int units = run.Read<int>(0);
        ReadOnlySpan<byte> source = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, _read), bytes);
        if (units == UnknownUnits)
        {
            units = Encoding.UTF8.GetCharCount(source);
        }

        // A unit takes one to three bytes (a pair of them four), so a count outside of this is wrong before anything is allocated.
        if ((uint)units > (uint)bytes || bytes > 3L * units)
        {
            return Fail(StoreErrorCode.MalformedString);
        }

        // As many units as bytes: the string must be ASCII.
        bool isValid = false;
        string text = units == bytes
            ? string.Create(units, new AsciiSource(ref MemoryMarshal.GetReference(source), ref isValid), static (units, source) => source.WidenInto(units))
            : string.Create(units, new Utf8Source(source, ref isValid), static (units, source) => source.DecodeInto(units));
        if (!isValid)
        {
            return Fail(StoreErrorCode.MalformedString);
        }

        _read += bytes;
        value = text;
        return true;
    }

    private bool TryReadUtf16(int units, out string? value)
    {
        if (units > Remaining / sizeof(char))
        {
            value = null;
            return Fail(StoreErrorCode.MalformedLength);
        }

        ReadOnlySpan<byte> source = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, _read), units * sizeof(char));
        value = string.Create(units, source, static (units, source) => source.CopyTo(MemoryMarshal.AsBytes(units)));
        _read += source.Length;
        return true;
    }

    /// <summary>
    /// What is widened into a string that has a unit for each byte. Two words, so that it is passed in registers; three would go over the
    /// stack.
    /// </summary>
    private readonly ref struct AsciiSource
    {
        private readonly ref byte _first;
        private readonly ref bool _isValid;

        internal AsciiSource(ref byte first, ref bool isValid)
        {
            _first = ref first;
            _isValid = ref isValid;
        }

        internal void WidenInto(Span<char> units) => _isValid = AsciiText.TryWiden(ref _first, units);
    }

    /// <summary>What is decoded into a string, and whether it could be.</summary>
    private readonly ref struct Utf8Source
    {
        private readonly ReadOnlySpan<byte> _bytes;
        private readonly ref bool _isValid;

        internal Utf8Source(ReadOnlySpan<byte> bytes, ref bool isValid)
        {
            _bytes = bytes;
            _isValid = ref isValid;
        }

        internal void DecodeInto(Span<char> units)
        {
            OperationStatus status = Utf8.ToUtf16(_bytes, units, out _, out int written, replaceInvalidSequences: false);
            _isValid = status == OperationStatus.Done && written == units.Length;
        }
    }
}
