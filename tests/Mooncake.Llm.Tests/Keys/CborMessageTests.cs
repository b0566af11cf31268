namespace Mooncake.Llm.Keys.Tests;

/// <summary>The encodings of RFC 8949, appendix A, and one array that they lack.</summary>
public sealed class CborMessageTests
{
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(1UL, "01")]
    [InlineData(10UL, "0a")]
    [InlineData(23UL, "17")]
    [InlineData(24UL, "1818")]
    [InlineData(25UL, "1819")]
    [InlineData(100UL, "1864")]
    [InlineData(1000UL, "1903e8")]
    [InlineData(1000000UL, "1a000f4240")]
    [InlineData(1000000000000UL, "1b000000e8d4a51000")]
    [InlineData(18446744073709551615UL, "1bffffffffffffffff")]
    public void Write_UnsignedInteger_TakesTheShortestForm(ulong value, string expected) =>
        Assert.Equal(expected, Encode((ref message) => message.Write(value)));

    [Theory]
    [InlineData(0, "00")]
    [InlineData(100, "1864")]
    [InlineData(-1, "20")]
    [InlineData(-10, "29")]
    [InlineData(-100, "3863")]
    [InlineData(-1000, "3903e7")]
    [InlineData(int.MinValue, "3a7fffffff")]
    public void Write_SignedInteger_TakesTheShortestForm(int value, string expected) =>
        Assert.Equal(expected, Encode((ref message) => message.Write(value)));

    [Theory]
    [InlineData("", "40")]
    [InlineData("01020304", "4401020304")]
    public void Write_Bytes_IsAByteString(string bytes, string expected) =>
        Assert.Equal(expected, Encode((ref message) => message.Write(Convert.FromHexString(bytes))));

    [Theory]
    [InlineData("", "60")]
    [InlineData("a", "6161")]
    [InlineData("IETF", "6449455446")]
    [InlineData("\"\\", "62225c")]
    [InlineData("\u00fc", "62c3bc")]
    [InlineData("\u6c34", "63e6b0b4")]
    [InlineData("\ud800\udd51", "64f0908591")]
    public void Write_Text_IsUtf8(string text, string expected) =>
        Assert.Equal(expected, Encode((ref message) => message.Write(text)));

    [Fact]
    public void WriteArray_Tokens_IsAnArrayOfKnownLength()
    {
        Assert.Equal("80", Encode((ref message) => message.WriteArray([])));
        Assert.Equal("83010203", Encode((ref message) => message.WriteArray([1, 2, 3])));
        Assert.Equal(
            "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
            Encode((ref message) => message.WriteArray([.. Enumerable.Range(1, 25)])));
        Assert.StartsWith("990258", Encode((ref message) => message.WriteArray(new int[600])), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteNull_IsNull() => Assert.Equal("f6", Encode((ref message) => message.WriteNull()));

    private delegate void Writing(ref CborMessage message);

    private static string Encode(Writing write)
    {
        CborMessage message = new(new byte[1024]);
        write(ref message);
        return Convert.ToHexStringLower(message.Written);
    }
}
