using System.Text;
using Mooncake.Integrity;

namespace Mooncake.Sdk.Tests.Integrity;

public sealed class Crc32CTests
{
    public static TheoryData<byte[], uint> KnownAnswers { get; } = new()
    {
        { [], 0 },
        { Encoding.ASCII.GetBytes("123456789"), 0xE3069283 },
        { new byte[32], 0x8A9136AA },
        { Enumerable.Repeat((byte)0xFF, 32).ToArray(), 0x62A8AB43 },
        { Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), 0x46DD794E },
        { Enumerable.Range(0, 32).Select(i => (byte)(31 - i)).ToArray(), 0x113FDB5C },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void Append_VectorsOfRfc3720_GivesTheirAnswers(byte[] data, uint expected)
        => Assert.Equal(expected, Crc32C.Append(0, data));
}
