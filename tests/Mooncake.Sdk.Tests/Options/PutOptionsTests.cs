using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Options;

public sealed class PutOptionsTests
{
    [Fact]
    public unsafe void Native_HoldsWhatTheAbiTakes()
    {
#pragma warning disable MOON0514 // Every field of the native form is to be set.
        PutOptions options = new() { ReplicaCount = 2, SoftPin = true, HardPin = true, PreferredSegments = ["one", "zwölf"] };
#pragma warning restore MOON0514
        ReplicateConfig* config = options.Native.Pointer;
        Assert.Equal(((nuint)2, 1, 1, (nuint)2), (config->ReplicaCount, config->WithSoftPin, config->WithHardPin, config->PreferredSegmentCount));
        Assert.Equal("one", Marshal.PtrToStringUTF8((nint)config->PreferredSegments[0]));
        Assert.Equal("zwölf", Marshal.PtrToStringUTF8((nint)config->PreferredSegments[1]));
        Assert.Same(options.Native, options.Native);
    }

    [Fact]
    public unsafe void Native_WithoutSegments_HasNoPointer() => Assert.True(new PutOptions().Native.Pointer->PreferredSegments == null);

    [Fact]
    public void PreferredSegments_ListChangedLater_StayAsTheyWere()
    {
        List<string> names = ["one"];
        PutOptions options = new() { PreferredSegments = names };
        names[0] = "two";
        Assert.Equal(["one"], options.PreferredSegments);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void ReplicaCount_BelowOne_Throws(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => new PutOptions { ReplicaCount = count });

    [Fact]
    public void Property_OutOfRange_IsNamedInTheException()
    {
        Assert.Equal("ReplicaCount", Assert.Throws<ArgumentOutOfRangeException>(static () => new PutOptions { ReplicaCount = 0 }).ParamName);
        Assert.Equal("TimeToLive", Assert.Throws<ArgumentOutOfRangeException>(static () => new PutOptions { TimeToLive = TimeSpan.Zero }).ParamName);
        Assert.Equal("PreferredSegments", Assert.Throws<ArgumentNullException>(static () => new PutOptions { PreferredSegments = null! }).ParamName);
        Assert.Equal("PreferredSegments", Assert.Throws<ArgumentException>(static () => new PutOptions { PreferredSegments = ["a\0b"] }).ParamName);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void IfExists_NotDefined_ThrowsAndListsTheValues(int value)
    {
        ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => new PutOptions { IfExists = (IfExists)value });
        Assert.Equal("IfExists", thrown.ParamName);
        Assert.Contains("Keep, Fail or Replace", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0b")]
    public void PreferredSegments_BadName_Throws(string? name) => Assert.ThrowsAny<ArgumentException>(() => new PutOptions { PreferredSegments = [name!] });
}
