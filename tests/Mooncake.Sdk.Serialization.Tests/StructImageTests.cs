using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Sdk.Serialization.Tests.Support;

namespace Mooncake.Sdk.Serialization.Tests;

/// <summary>A size that is no multiple of the alignment: offsets cannot be reckoned from sizes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 10)]
public struct OddSize
{
    public int Value;
}

public struct HiddenFields(byte kind, long tick)
{
    private readonly byte _kind = kind;

    public long Tick { get; set; } = tick;

    public readonly byte Kind => _kind;
}

[StoreObject]
public sealed partial class Images
{
    public OddSize Odd { get; set; }

    public OddSize? MaybeOdd { get; set; }

    public KeyValuePair<byte, OddSize> Pair { get; set; }

    public (byte, OddSize, short) Tuple { get; set; }

    public HiddenFields Hidden { get; set; }

    public HiddenFields[]? Array { get; set; }
}

/// <summary>Structs without references: their memory, wherever the runtime puts the fields, with zeros in between.</summary>
public class StructImageTests
{
    [Fact]
    public void Images_OfOddLayouts_AreThoseOfTheRuntime()
    {
        OddSize odd = new() { Value = 0x01020304 };
        Images value = new() { Odd = odd, MaybeOdd = odd, Pair = new(7, odd), Tuple = (7, odd, 9) };
        byte[] bytes = Codec.Write(value);
        byte[] expected = [6, .. ImageOf(odd), .. ImageOf<OddSize?>(odd), .. ImageOf(value.Pair), .. ImageOf(value.Tuple)];
        Assert.Equal(expected, bytes[..expected.Length]);
        DeepEquality.AssertSame(value, Codec.Read<Images>(bytes));
    }

    [Fact]
    public void Padding_ThatHeldOtherData_IsWrittenAsZero()
    {
        HiddenFields clean = new(1, 2);
        HiddenFields dirty = WithDirtyPadding(clean);
        byte[] expected = Codec.Write(new Images { Hidden = clean, Array = [clean, clean] });
        Assert.Equal(expected, Codec.Write(new Images { Hidden = dirty, Array = [dirty, dirty] }));
    }

    private static HiddenFields WithDirtyPadding(HiddenFields value)
    {
        Span<byte> memory = MemoryMarshal.AsBytes(new Span<HiddenFields>(ref value));
        memory[1..8].Fill(0xdd);
        return value;
    }

    // Values made here are zero in their padding, so their memory is what has to be written.
    private static byte[] ImageOf<T>(T value)
    {
        byte[] image = new byte[Unsafe.SizeOf<T>()];
        Unsafe.WriteUnaligned(ref image[0], value);
        return image;
    }
}
