using System.Numerics;
using Mooncake.Sdk.Serialization.Tests.Support;

namespace Mooncake.Sdk.Serialization.Tests;

[StoreObject]
public sealed partial record Big(BigInteger Value);

/// <summary>Big integers in the form that the format means; the original loses values of up to 255 bytes.</summary>
public class BigIntegerTests
{
    public static TheoryData<string, string> Forms() => new()
    {
        { "0", "010100000000" },
        { "513", "01020000000102" },
        { "-1", "0101000000ff" },
        { "123456789", "010400000015cd5b07" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void BigInteger_IsWritten_AsItsTwosComplement(string number, string hex)
    {
        Big value = new(BigInteger.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(hex, Convert.ToHexStringLower(Codec.Write(value)));
        Assert.Equal(value, Codec.Read<Big>(Convert.FromHexString(hex)));
    }

    [Fact]
    public void BigInteger_InTheDefectiveForm_ReadsAsZero()
    {
        byte[] zeros = [1, 251, 0, 0, 0, .. new byte[251]];
        Assert.Equal(new Big(BigInteger.Zero), Codec.Read<Big>(zeros));
    }
}
