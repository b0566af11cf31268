using System.Text;
using Mooncake.Integrity;

namespace Mooncake.Sdk.Tests.Integrity;

/// <summary>Each path is forced in turn; where the processor cannot take one, its cases are skipped and say so.</summary>
public sealed class Crc32CTests
{
    private const int LongestRun = 4096;

    /// <summary>The test vectors of RFC 3720, B.4, and the customary check value.</summary>
    private static readonly (byte[] Data, uint Crc)[] KnownAnswers =
    [
        ([], 0),
        (Encoding.ASCII.GetBytes("123456789"), 0xE3069283),
        (new byte[32], 0x8A9136AA),
        (Enumerable.Repeat((byte)0xFF, 32).ToArray(), 0x62A8AB43),
        (Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), 0x46DD794E),
        (Enumerable.Range(0, 32).Select(i => (byte)(31 - i)).ToArray(), 0x113FDB5C),
    ];

    public static TheoryData<string> Paths { get; } = new(Enum.GetNames<Crc32CPath>());

    [Theory]
    [MemberData(nameof(Paths))]
    public void Append_VectorsOfRfc3720_GivesTheirAnswers(string pathName)
    {
        Crc32CPath path = SupportedOrSkip(pathName);

        foreach ((byte[] data, uint crc) in KnownAnswers)
        {
            Assert.Equal(crc, Crc32CPaths.Append(path, 0, data));
            Assert.Equal(crc, Crc32C.Append(0, data));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Append_EveryLength_EqualsTheBitwiseReference(string pathName)
    {
        Crc32CPath path = SupportedOrSkip(pathName);
        byte[] data = RandomBytes(LongestRun);
        uint[] expected = BitwiseCrc32C.OfEveryPrefix(0, data);

        for (int length = 0; length <= data.Length; length++)
        {
            Assert.Equal(expected[length], Crc32CPaths.Append(path, 0, data.AsSpan(0, length)));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Append_EveryUnalignedStart_EqualsTheBitwiseReference(string pathName)
    {
        Crc32CPath path = SupportedOrSkip(pathName);
        byte[] data = RandomBytes(1100);

        for (int start = 0; start < 64; start++)
        {
            ReadOnlySpan<byte> run = data.AsSpan(start, 1000);
            Assert.Equal(BitwiseCrc32C.Append(0, run), Crc32CPaths.Append(path, 0, run));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Append_InTwoPieces_EqualsTheWhole(string pathName)
    {
        Crc32CPath path = SupportedOrSkip(pathName);
        byte[] data = RandomBytes(1500);
        uint whole = BitwiseCrc32C.Append(0, data);

        for (int cut = 0; cut <= data.Length; cut++)
        {
            uint first = Crc32CPaths.Append(path, 0, data.AsSpan(0, cut));
            Assert.Equal(whole, Crc32CPaths.Append(path, first, data.AsSpan(cut)));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void CopyAndAppend_EveryLength_CopiesAndSumsExactlyThatMuch(string pathName)
    {
        const uint Before = 0x12345678;
        const byte Untouched = 0xA5;
        Crc32CPath path = SupportedOrSkip(pathName);
        byte[] data = RandomBytes(LongestRun);
        uint[] expected = BitwiseCrc32C.OfEveryPrefix(Before, data);
        byte[] copy = new byte[LongestRun + 64];

        for (int length = 0; length <= data.Length; length++)
        {
            // The destination's start moves through all alignments, and bytes on both sides of it are watched.
            int start = length % 64;
            Array.Fill(copy, Untouched);

            uint crc = Crc32CPaths.CopyAndAppend(path, Before, data.AsSpan(0, length), copy.AsSpan(start));

            Assert.Equal(expected[length], crc);
            Assert.True(data.AsSpan(0, length).SequenceEqual(copy.AsSpan(start, length)));
            Assert.False(copy.AsSpan(0, start).ContainsAnyExcept(Untouched));
            Assert.False(copy.AsSpan(start + length).ContainsAnyExcept(Untouched));
        }
    }

    [Fact]
    public void CopyAndAppend_ThePathOfThisMachine_AgreesWithAppend()
    {
        byte[] data = RandomBytes(LongestRun);
        byte[] copy = new byte[LongestRun];

        for (int length = 0; length <= data.Length; length++)
        {
            ReadOnlySpan<byte> run = data.AsSpan(0, length);
            Assert.Equal(Crc32C.Append(7, run), Crc32C.CopyAndAppend(7, run, copy));
            Assert.True(run.SequenceEqual(copy.AsSpan(0, length)));
        }
    }

    [Fact]
    public void CopyAndAppend_DestinationTooShort_IsMisuse()
        => Assert.Throws<ArgumentException>(() => Crc32C.CopyAndAppend(0, new byte[5], new byte[4]));

    private static Crc32CPath SupportedOrSkip(string pathName)
    {
        Crc32CPath path = Enum.Parse<Crc32CPath>(pathName);
        Assert.SkipUnless(Crc32CPaths.IsSupported(path), $"This processor lacks what CRC-32C by {path} needs.");
        return path;
    }

    private static byte[] RandomBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(20260).NextBytes(bytes);
        return bytes;
    }
}
