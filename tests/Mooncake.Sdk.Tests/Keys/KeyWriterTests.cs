using System.Globalization;
using System.Numerics;
using System.Text;
using Mooncake.Keys;

namespace Mooncake.Sdk.Tests.Keys;

/// <summary>What each kind of part looks like in a key. These bytes are in people's stores: they never change.</summary>
public class KeyWriterTests
{
    private static readonly KeyEscapes Escapes = new("/→");

    private static readonly Guid SomeGuid = new("01234567-89AB-CDEF-0123-456789ABCDEF");

    private delegate bool Append(ref KeyWriter writer);

    [Theory]
    [InlineData("", "")]
    [InlineData("llama-70b", "llama-70b")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a→b", "a%E2%86%92b")]
    [InlineData("100%", "100%25")]
    [InlineData("a,b", "a%2Cb")]
    [InlineData("\0\t\u001F\u007F", "%00%09%1F%7F")]
    [InlineData("\u0080\u009F", "%C2%80%C2%9F")]
    [InlineData("\u00A0é漢🥮", "\u00A0é漢🥮")]
    [InlineData(".. \\{}\"", ".. \\{}\"")]
    public void Text_AnyCharacters_HasFrozenEncoding(string text, string expected) =>
        Assert.Equal(expected, Written((ref KeyWriter writer) => writer.TryAppendText(text, Escapes)));

    [Theory]
    [InlineData(0, "", "0")]
    [InlineData(7, "D3", "007")]
    [InlineData(-7, "D3", "-007")]
    [InlineData(12345, "D3", "12345")]
    [InlineData(int.MinValue, "", "-2147483648")]
    [InlineData(-1, "x", "ffffffff")]
    [InlineData(255, "X4", "00FF")]
    public void Integer_AnyFormat_HasFrozenDigits(int value, string format, string expected) =>
        Assert.Equal(expected, Written((ref KeyWriter writer) => writer.TryAppendInteger(value, format)));

    [Theory]
    [InlineData("")]
    [InlineData("D1")]
    [InlineData("D3")]
    [InlineData("D9")]
    [InlineData("D10")]
    [InlineData("D20")]
    [InlineData("x16")]
    [InlineData("X16")]
    [InlineData("x")]
    public void Integer_AnyValue_IsWrittenAsTheRuntimeDoes(string format)
    {
        Random random = new(23);
        for (int i = 0; i < 2000; i++)
        {
            ulong value = (ulong)random.NextInt64() >> random.Next(64);
            AssertAsRuntime(value, format);
            AssertAsRuntime((long)value * (random.Next(2) == 0 ? 1 : -1), format);
            AssertAsRuntime(unchecked((int)value), format);
            AssertAsRuntime(unchecked((byte)value), format);
            AssertAsRuntime((Int128)value * -3, format);
            AssertAsRuntime((UInt128)value * value, format);
        }
    }

    [Fact]
    public void Integer_OtherWidths_HaveFrozenDigits()
    {
        Assert.Equal("000000000000feed", Written((ref KeyWriter writer) => writer.TryAppendInteger(0xfeedUL, "x16")));
        Assert.Equal("ff", Written((ref KeyWriter writer) => writer.TryAppendInteger((sbyte)-1, "x")));
        Assert.Equal("18446744073709551615", Written((ref KeyWriter writer) => writer.TryAppendInteger(ulong.MaxValue, "")));
        Assert.Equal("0000000000000000000000000000000a", Written((ref KeyWriter writer) => writer.TryAppendInteger((UInt128)10, "x32")));
    }

    [Theory]
    [InlineData('D', "01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData('N', "0123456789abcdef0123456789abcdef")]
    [InlineData('B', "{01234567-89ab-cdef-0123-456789abcdef}")]
    [InlineData('P', "(01234567-89ab-cdef-0123-456789abcdef)")]
    public void Guid_AnyFormat_IsLowerCase(char format, string expected) =>
        Assert.Equal(expected, Written((ref KeyWriter writer) => writer.TryAppendGuid(SomeGuid, format)));

    [Fact]
    public void Bool_IsADigit()
    {
        Assert.Equal("1", Written((ref KeyWriter writer) => writer.TryAppendBool(true)));
        Assert.Equal("0", Written((ref KeyWriter writer) => writer.TryAppendBool(false)));
    }

    [Fact]
    public void Text_WithoutUtf8Form_IsRefused()
    {
        // Not as test data: attributes cannot hold half a character.
        foreach (string? text in new[] { "\uD83E", "a\uDD6E", "\uD83E/", "\uD83E,\uDD6E", null })
        {
            Assert.Equal(StoreErrorCode.KeyNotEncodable, ErrorIn(100, (ref KeyWriter writer) => writer.TryAppendText(text, Escapes)));
        }
    }

    [Fact]
    public void Raw_WholeText_StandsAsItIs()
    {
        Assert.Equal("a/b,%2F\u0001→🥮", Written((ref KeyWriter writer) => writer.TryAppendRaw("a/b,%2F\u0001→🥮")));
        foreach (string? text in new[] { "a\0", "\uDD6E", null })
        {
            Assert.Equal(StoreErrorCode.KeyNotEncodable, ErrorIn(100, (ref KeyWriter writer) => writer.TryAppendRaw(text)));
        }

        Assert.Equal(StoreErrorCode.KeyTooLong, ErrorIn(3, (ref KeyWriter writer) => writer.TryAppendRaw("🥮")));
    }

    [Fact]
    public void AnyPart_OneByteTooLong_IsRefusedAndNothingOverrun()
    {
        (int Length, Append Append)[] cases =
        [
            (5, (ref KeyWriter writer) => writer.TryAppendLiteral("abcde"u8)),
            (5, (ref KeyWriter writer) => writer.TryAppendText("a漢b", Escapes)),
            (5, (ref KeyWriter writer) => writer.TryAppendText("a/b", Escapes)),
            (9, (ref KeyWriter writer) => writer.TryAppendText("→", Escapes)),
            (5, (ref KeyWriter writer) => writer.TryAppendInteger(-1234, "")),
            (3, (ref KeyWriter writer) => writer.TryAppendInteger(7, "D3")),
            (16, (ref KeyWriter writer) => writer.TryAppendInteger(7UL, "x16")),
            (36, (ref KeyWriter writer) => writer.TryAppendGuid(SomeGuid, 'D')),
            (1, (ref KeyWriter writer) => writer.TryAppendBool(true)),
        ];
        foreach ((int length, Append append) in cases)
        {
            Assert.Equal(StoreErrorCode.Ok, ErrorIn(length, append));
            for (int room = 0; room < length; room++)
            {
                Assert.Equal(StoreErrorCode.KeyTooLong, ErrorIn(room, append));
            }
        }
    }

    [Fact]
    public void End_NothingWritten_IsNoKey() => Assert.Equal(StoreErrorCode.InvalidKey, ErrorIn(10, (ref KeyWriter writer) => writer.TryEnd()));

    [Fact]
    public void AllParts_Written_AllocateNothing()
    {
        byte[] room = new byte[200];
        SampleKey key = new("lla-ma", 42, "漢,");
        Format(room, key);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Format(room, key);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Escapes_SurrogateSeparator_IsMisuse()
    {
        Assert.Throws<ArgumentException>(() => new KeyEscapes("🥮"));
        Assert.Throws<ArgumentNullException>(() => new KeyEscapes(null!));
    }

    private static void AssertAsRuntime<T>(T value, string format)
        where T : struct, IBinaryInteger<T> => Assert.Equal(
            value.ToString(format, CultureInfo.InvariantCulture),
            Written((ref KeyWriter writer) => writer.TryAppendInteger(value, format)));

    private static void Format(byte[] room, SampleKey key)
    {
        KeyWriter writer = new(room);
        SampleKey.TryFormat(ref writer, in key);
        writer.TryAppendGuid(SomeGuid, 'D');
        writer.TryAppendBool(true);
        writer.TryAppendInteger(0xfeedUL, "x16");
    }

    private static string Written(Append append)
    {
        byte[] room = new byte[100];
        KeyWriter writer = new(room);
        Assert.True(append(ref writer));
        Assert.Equal(StoreErrorCode.Ok, writer.Error);
        return Encoding.UTF8.GetString(room, 0, writer.Written);
    }

    /// <summary>The error of writing into so many bytes; what lies behind them stays as it was.</summary>
    private static StoreErrorCode ErrorIn(int room, Append append)
    {
        byte[] guarded = new byte[room + 4];
        guarded.AsSpan(room).Fill(0xA5);
        KeyWriter writer = new(guarded.AsSpan(0, room));
        bool isWritten = append(ref writer);
        Assert.Equal(isWritten, writer.Error == StoreErrorCode.Ok);
        Assert.InRange(writer.Written, 0, room);
        Assert.All(guarded[room..], static value => Assert.Equal(0xA5, value));
        return writer.Error;
    }
}
