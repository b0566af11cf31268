using System.Text;

namespace Mooncake.Llm.Keys.Tests;

/// <summary>A hash as a value, as text, and as a key part.</summary>
public sealed class BlockHashTests
{
    private const string Text = "00a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f";

    private static readonly BlockHash Hash = BlockHash.Parse(Text);

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0102030405060708")]
    [InlineData(Text)]
    public void ToString_IsTheTextThatWasParsed(string text)
    {
        BlockHash hash = BlockHash.Parse(text);

        Assert.Equal(text, hash.ToString());
        Assert.Equal(text.Length / 2, hash.Length);
        Assert.Equal(Convert.FromHexString(text), hash.Bytes);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0g")]
    [InlineData(Text + "00")]
    public void Parse_OtherText_Throws(string text)
    {
        Assert.Throws<FormatException>(() => BlockHash.Parse(text));
        Assert.False(BlockHash.TryParse(text, out _));
    }

    [Fact]
    public void Format_UpperCase_WritesUpperCaseDigits()
    {
        Assert.Equal(Text.ToUpperInvariant(), $"{Hash:X}");
        Assert.Equal(Text, $"{Hash:x}");
        Assert.Throws<FormatException>(() => $"{Hash:D}");
    }

    [Fact]
    public void TryFormat_Utf8_WritesTheSameDigits()
    {
        byte[] utf8 = new byte[64];

        Assert.True(Hash.TryFormat(utf8, out int written));
        Assert.Equal(Text, Encoding.UTF8.GetString(utf8, 0, written));
        Assert.False(Hash.TryFormat(utf8.AsSpan(1), out _));
        Assert.False(Hash.TryFormat(new char[63], out _));
    }

    [Fact]
    public void Prefix128_HasTheFirstDigits() => Assert.Equal(Text[..32], Hash.Prefix128.ToString("x32", null));

    [Fact]
    public void Equality_ComparesBytesAndLength()
    {
        Assert.True(Hash == BlockHash.Parse(Text));
        Assert.True(BlockHash.Parse("00") != BlockHash.Parse("0000"));
        Assert.True(BlockHash.Parse("00") != default);
        Assert.Equal(Hash.GetHashCode(), BlockHash.Parse(Text).GetHashCode());
        Assert.False(Hash.Equals(Text));
    }

    [Fact]
    public void Constructor_MoreThan32Bytes_Throws() => Assert.Throws<ArgumentException>(() => new BlockHash(new byte[33]));
}
