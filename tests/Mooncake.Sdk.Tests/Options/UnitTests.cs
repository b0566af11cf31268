namespace Mooncake.Options;

/// <summary>Sizes and durations with units.</summary>
public sealed class UnitTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("4096", 4096)]
    [InlineData("17 B", 17)]
    [InlineData("1k", 1024)]
    [InlineData("1KB", 1024)]
    [InlineData("1KiB", 1024)]
    [InlineData(" 1.5 GiB ", 3L << 29)]
    [InlineData("2T", 2L << 40)]
    [InlineData("8388607TiB", 8388607L << 40)]
    public void ByteSize_WithUnit_IsInBytes(string text, long expected)
    {
        Assert.True(ByteSize.TryParse(text, out long bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("-1")]
    [InlineData("1,5k")]
    [InlineData("1e3")]
    [InlineData("1 XB")]
    [InlineData("8388608TiB")]
    [InlineData("79228162514264337593543950336")]
    public void ByteSize_NotASize_IsRefused(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("5 s", 5000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("2H", 7_200_000)]
    [InlineData("0s", 0)]
    public void Duration_WithUnit_IsThatLong(string text, int milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    public void Duration_WithoutUnitOrNegative_IsRefused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData("99999999999h")]
    [InlineData("79228162514264337593543950335ms")]
    public void Duration_BeyondTheRangeOfTimeSpan_IsTheLongest(string text)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.MaxValue, duration);
    }

    [Theory]
    [InlineData(15_000, "15 s")]
    [InlineData(1_500, "1.5 s")]
    [InlineData(1_000, "1 s")]
    [InlineData(250, "250 ms")]
    [InlineData(0.5, "0.5 ms")]
    [InlineData(0, "0 ms")]
    public void Duration_InAnErrorText_HasItsUnit(double milliseconds, string text) =>
        Assert.Equal(text, DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)));
}
