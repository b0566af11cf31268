using System.Text;
using Mooncake.Keys;

namespace Mooncake.Sdk.Tests.Keys;

/// <summary>A part has one text; whatever else could mean the same is not a key.</summary>
public class KeyReaderTests
{
    private static readonly KeyEscapes Escapes = new("/→");

    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("%E2%86%92", "→")]
    [InlineData("%00", "\0")]
    [InlineData("%25%25", "%%")]
    [InlineData("🥮%C2%9B", "🥮\u009B")]
    public void Text_Canonical_IsRead(string text, string expected)
    {
        KeyReader reader = new(Encoding.UTF8.GetBytes(text));
        Assert.True(reader.TryReadText(""u8, Escapes, out string? part));
        Assert.Equal(expected, part);
        Assert.True(reader.IsAtEnd);
    }

    [Theory]
    [InlineData("/")]
    [InlineData(",")]
    [InlineData("\u007F")]
    [InlineData("\u0085")]
    [InlineData("→")]
    [InlineData("%")]
    [InlineData("%2")]
    [InlineData("%2f")]
    [InlineData("%41")]
    [InlineData("%GG")]
    [InlineData("%+1")]
    [InlineData("a%2Fb%")]
    [InlineData("%25/")]
    [InlineData("%FF")]
    [InlineData("%E2%86")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    [InlineData("%E6%BC%A2")]
    public void Text_OtherSpellings_AreRefused(string text)
    {
        KeyReader reader = new(Encoding.UTF8.GetBytes(text));
        Assert.False(reader.TryReadText(""u8, Escapes, out string? part));
        Assert.Null(part);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { (byte)'%', (byte)'2', (byte)'5', 0x80 })]
    public void Text_NotUtf8_IsRefused(byte[] text)
    {
        KeyReader reader = new(text);
        Assert.False(reader.TryReadText(""u8, Escapes, out _));
    }

    [Fact]
    public void Text_LongAndEscaped_IsRead()
    {
        string part = string.Concat(Enumerable.Repeat("a/漢", 5000));
        byte[] room = new byte[100_000];
        KeyWriter writer = new(room);
        Assert.True(writer.TryAppendText(part, Escapes));
        KeyReader reader = new(room.AsSpan(0, writer.Written));
        Assert.True(reader.TryReadText(""u8, Escapes, out string? read));
        Assert.Equal(part, read);
    }

    [Theory]
    [InlineData("0", "", 0)]
    [InlineData("-5", "", -5)]
    [InlineData("-2147483648", "", int.MinValue)]
    [InlineData("007", "D3", 7)]
    [InlineData("-007", "D3", -7)]
    [InlineData("ffffffff", "x8", -1)]
    [InlineData("00FF", "X4", 255)]
    public void Integer_Canonical_IsRead(string text, string format, int expected)
    {
        KeyReader reader = new(Encoding.UTF8.GetBytes(text + ":"));
        Assert.True(reader.TryReadInteger(format, out int value));
        Assert.Equal(expected, value);
        Assert.True(reader.TryReadLiteral(":"u8));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-", "")]
    [InlineData("-0", "")]
    [InlineData("+1", "")]
    [InlineData(" 1", "")]
    [InlineData("01", "")]
    [InlineData("1", "D3")]
    [InlineData("0001", "D3")]
    [InlineData("2147483648", "")]
    [InlineData("-2147483649", "")]
    [InlineData("99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999", "")]
    [InlineData("FF", "x")]
    [InlineData("ff", "X")]
    [InlineData("1ffffffff", "x8")]
    [InlineData("0x1", "x")]
    [InlineData("٣", "")]
    public void Integer_OtherSpellings_AreRefused(string text, string format)
    {
        KeyReader reader = new(Encoding.UTF8.GetBytes(text));
        Assert.False(reader.TryReadInteger(format, out int value) && reader.IsAtEnd);
        Assert.True(value >= 0);
    }

    [Fact]
    public void Integer_MostDigitsThatAFormatHas_IsRead()
    {
        byte[] room = new byte[100];
        KeyWriter writer = new(room);
        Assert.True(writer.TryAppendInteger(long.MinValue, "D99"));
        KeyReader reader = new(room);
        Assert.True(reader.TryReadInteger("D99", out long value));
        Assert.Equal(long.MinValue, value);
    }

    [Theory]
    [InlineData("01234567-89ab-cdef-0123-456789abcdef", 'D', true)]
    [InlineData("01234567-89AB-cdef-0123-456789abcdef", 'D', false)]
    [InlineData("0123456789abcdef0123456789abcdef", 'D', false)]
    [InlineData("0123456789abcdef0123456789abcdef", 'N', true)]
    [InlineData("{01234567-89ab-cdef-0123-456789abcdef}", 'B', true)]
    [InlineData("(01234567-89ab-cdef-0123-456789abcdef)", 'P', true)]
    [InlineData("01234567-89ab-cdef-0123-456789abcde", 'D', false)]
    [InlineData("", 'N', false)]
    public void Guid_OnlyInItsFormatAndLowerCase_IsRead(string text, char format, bool isRead)
    {
        KeyReader reader = new(Encoding.UTF8.GetBytes(text));
        Assert.Equal(isRead, reader.TryReadGuid(format, out Guid value) && reader.IsAtEnd);
        Assert.Equal(isRead, value != default);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", true)]
    [InlineData("", false)]
    [InlineData("2", false)]
    [InlineData("true", false)]
    public void Bool_OnlyADigit_IsRead(string text, bool isRead)
    {
        KeyReader reader = new(Encoding.UTF8.GetBytes(text));
        Assert.Equal(isRead, reader.TryReadBool(out bool value));
        Assert.Equal(text == "1", value);
    }

    [Fact]
    public void Token_WithoutItsSeparator_IsRefused()
    {
        KeyReader reader = new("abc"u8);
        Assert.False(reader.TryReadToken("/"u8, out _));
        Assert.True(reader.TryReadToken(""u8, out ReadOnlySpan<byte> token));
        Assert.Equal("abc"u8, token);
    }
}
