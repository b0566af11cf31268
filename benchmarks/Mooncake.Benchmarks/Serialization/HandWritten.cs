using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Mooncake.Benchmarks.Serialization;

/// <summary>
/// What a careful programmer writes by hand for one shape: sizes first, then writes at known places; reads with the checks that
/// hostile bytes demand. It knows nothing but its shape.
/// </summary>
internal static class HandWritten
{
    /// <summary>Measures a small record, and writes it.</summary>
    internal static int Write(SmallRecord value, Span<byte> destination)
    {
        int name = Encoding.UTF8.GetByteCount(value.Name);
        int email = Encoding.UTF8.GetByteCount(value.Email);
        int size = 1 + 8 + name + 8 + email + 4 + 8 + 16;
        ref byte at = ref MemoryMarshal.GetReference(destination[..size]);
        at = 5;
        at = ref Unsafe.Add(ref at, 1);
        at = ref Text(ref at, value.Name, name);
        at = ref Text(ref at, value.Email, email);
        Unsafe.WriteUnaligned(ref at, value.Count);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 4), value.Total);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 12), value.Id);
        return size;
    }

    /// <summary>Reads a small record.</summary>
    internal static SmallRecord? ReadSmall(ReadOnlySpan<byte> source)
    {
        if (source.Length < 1 || source[0] != 5)
        {
            return null;
        }

        int at = 1;
        string? name = Text(source, ref at);
        string? email = Text(source, ref at);
        if (name is null || email is null || source.Length - at < 28)
        {
            return null;
        }

        ref byte rest = ref Unsafe.AsRef(in source[at]);
        return new SmallRecord(
            name,
            email,
            Unsafe.ReadUnaligned<int>(ref rest),
            Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref rest, 4)),
            Unsafe.ReadUnaligned<Guid>(ref Unsafe.Add(ref rest, 12)));
    }

    /// <summary>Measures a float record, and writes it.</summary>
    internal static int Write(FloatRecord value, Span<byte> destination)
    {
        ReadOnlySpan<byte> values = MemoryMarshal.AsBytes(value.Values.AsSpan());
        int size = 1 + 4 + 1 + 8 + 4 + values.Length;
        ref byte at = ref MemoryMarshal.GetReference(destination[..size]);
        at = 4;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 1), value.Layer);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 5), value.IsFinal);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 6), value.Time);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 14), value.Values.Length);
        values.CopyTo(destination[18..]);
        return size;
    }

    /// <summary>Reads a float record.</summary>
    internal static FloatRecord? ReadFloats(ReadOnlySpan<byte> source)
    {
        if (source.Length < 18 || source[0] != 4)
        {
            return null;
        }

        ref byte at = ref MemoryMarshal.GetReference(source);
        int count = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref at, 14));
        if (count < 0 || (source.Length - 18) / sizeof(float) < count)
        {
            return null;
        }

        float[] values = GC.AllocateUninitializedArray<float>(count);
        source.Slice(18, count * sizeof(float)).CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return new FloatRecord(
            Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref at, 1)),
            Unsafe.ReadUnaligned<byte>(ref Unsafe.Add(ref at, 5)) != 0,
            Unsafe.ReadUnaligned<DateTime>(ref Unsafe.Add(ref at, 6)),
            values);
    }

    /// <summary>Measures a payload record, and writes it.</summary>
    internal static int Write(PayloadRecord value, Span<byte> destination)
    {
        int key = Encoding.UTF8.GetByteCount(value.Key);
        int size = 1 + 8 + key + 8 + 4 + 4 + value.Payload.Length;
        ref byte at = ref MemoryMarshal.GetReference(destination[..size]);
        at = 4;
        at = ref Unsafe.Add(ref at, 1);
        at = ref Text(ref at, value.Key, key);
        Unsafe.WriteUnaligned(ref at, value.Version);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 8), value.Layer);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 12), value.Payload.Length);
        value.Payload.Span.CopyTo(destination[(25 + key)..]);
        return size;
    }

    /// <summary>Reads a payload record.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="borrow">True to point into them instead of copying.</param>
    internal static PayloadRecord? ReadPayload(ReadOnlyMemory<byte> source, bool borrow)
    {
        ReadOnlySpan<byte> bytes = source.Span;
        if (bytes.Length < 1 || bytes[0] != 4)
        {
            return null;
        }

        int at = 1;
        string? key = Text(bytes, ref at);
        if (key is null || bytes.Length - at < 16)
        {
            return null;
        }

        ref byte rest = ref Unsafe.AsRef(in bytes[at]);
        int length = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref rest, 12));
        if ((uint)length > (uint)(bytes.Length - at - 16))
        {
            return null;
        }

        ReadOnlyMemory<byte> payload = source.Slice(at + 16, length);
        if (!borrow)
        {
            byte[] copy = GC.AllocateUninitializedArray<byte>(length);
            payload.Span.CopyTo(copy);
            payload = copy;
        }

        return new PayloadRecord(key, Unsafe.ReadUnaligned<long>(ref rest), Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref rest, 8)), payload);
    }

    private static ref byte Text(ref byte at, string text, int bytes)
    {
        Unsafe.WriteUnaligned(ref at, ~bytes);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 4), text.Length);
        Encoding.UTF8.GetBytes(text, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref at, 8), bytes));
        return ref Unsafe.Add(ref at, 8 + bytes);
    }

    private static string? Text(ReadOnlySpan<byte> source, ref int at)
    {
        if (source.Length - at < 8)
        {
            return null;
        }

        int bytes = ~Unsafe.ReadUnaligned<int>(ref Unsafe.AsRef(in source[at]));
        int units = Unsafe.ReadUnaligned<int>(ref Unsafe.AsRef(in source[at + 4]));
        at += 8;
        if ((uint)bytes > (uint)(source.Length - at))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(source.Slice(at, bytes));
        at += bytes;
        return text.Length == units ? text : null;
    }
}
