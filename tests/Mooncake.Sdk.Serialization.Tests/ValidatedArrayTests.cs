using Mooncake.Sdk.Serialization.Tests.Support;

namespace Mooncake.Sdk.Serialization.Tests;

[StoreObject]
public sealed partial record Masks(bool[] Flags, List<DateTime> Times, decimal[] Amounts);

/// <summary>Arrays of types that not every bit pattern is a value of: written as one copy, looked at in reading.</summary>
public class ValidatedArrayTests
{
    private static readonly Masks Sample = new([.. Enumerable.Range(0, 100).Select(static i => i % 3 == 0)], [DateTime.UnixEpoch, DateTime.MaxValue], [1.10m, -5m]);

    [Fact]
    public void Elements_ThatAreValues_RoundTrip()
    {
        DeepEquality.AssertSame(Sample, Codec.Read<Masks>(Codec.Write(Sample)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(104)]
    public void Bool_ThatIsNeither_IsRefused(int offset) => AssertRefused(offset, 2);

    [Theory]
    [InlineData(116, 0x3f)]
    [InlineData(131, 29)]
    public void Element_OutOfRange_IsRefused(int offset, byte value) => AssertRefused(offset, value);

    private static void AssertRefused(int offset, byte value)
    {
        byte[] bytes = Codec.Write(Sample);
        bytes[offset] = value;
        Assert.Equal(StoreErrorCode.MalformedValue, Codec.TryRead(bytes, out Masks? _));
    }
}
