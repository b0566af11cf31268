using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Mooncake.Shared;

namespace Mooncake.Abstractions.Tests.Shared;

public sealed class KeyHashTests
{
    private static readonly KeyHash Hash = new(0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0x8CB92BA72F3D8DD7);

    [Fact]
    public void Compute_OfKeysWithOneBitOrNone_NeverRepeats()
    {
        byte[] key = new byte[100];
        HashSet<ulong> seen = [];
        for (int length = 0; length <= key.Length; length++)
        {
            Assert.True(seen.Add(Of(key, length)), $"{length} zeros have the hash of another key.");
            for (int bit = 0; bit < length * 8; bit++)
            {
                key[bit / 8] = (byte)(1 << (bit % 8));
                Assert.True(seen.Add(Of(key, length)), $"Bit {bit} of {length} bytes has the hash of another key.");
                key[bit / 8] = 0;
            }
        }
    }

    [Fact]
    public void ComputeOfEnd_OfKeysThatDifferInTheirLastSixteenBytes_NeverRepeats()
    {
        byte[] key = new byte[100];
        HashSet<ulong> seen = [];
        for (int length = 0; length <= key.Length; length++)
        {
            Assert.True(seen.Add(Of(key, length, ofEnd: true)), $"{length} zeros have the hash of another key.");
            for (int bit = Math.Max(0, length - 16) * 8; bit < length * 8; bit++)
            {
                key[bit / 8] = (byte)(1 << (bit % 8));
                Assert.True(seen.Add(Of(key, length, ofEnd: true)), $"Bit {bit} of {length} bytes has the hash of another key.");
                key[bit / 8] = 0;
            }
        }
    }

    [Theory]
    [InlineData("b{0}")]
    [InlineData("kv/llama/{0:D8}")]
    [InlineData("kv/llama-70b/L012/{0:x16}")]
    [InlineData("tenants/0123456789abcdef/sessions/{0:x32}/blocks/0123456789abcdef")]
    public void Compute_OfCountedKeys_SpreadsEveryTwelveBitsEvenly(string format)
    {
        const int Keys = 1 << 16;
        const int Bits = 12;
        CompositeFormat template = CompositeFormat.Parse(format);
        int[][] counts = [.. Enumerable.Range(0, 64 - Bits + 1).Select(static _ => new int[1 << Bits])];

        for (int i = 0; i < Keys; i++)
        {
            byte[] key = Encoding.UTF8.GetBytes(string.Format(null, template, i));
            ulong hash = Of(key, key.Length);
            for (int shift = 0; shift < counts.Length; shift++)
            {
                counts[shift][(hash >> shift) & ((1 << Bits) - 1)]++;
            }
        }

        // 16 in each place on average. Chi-squared of 4095 degrees of freedom is below 4700 but once in 10^11 even spreads.
        double expected = (double)Keys / (1 << Bits);
        double worst = counts.Max(places => places.Sum(count => (count - expected) * (count - expected) / expected));
        Assert.InRange(worst, 3500, 4700);
    }

    [Fact]
    public unsafe void Compute_WithFreshSeeds_GivesAnotherHash()
    {
        byte[] key = "kv/1"u8.ToArray();
        fixed (byte* bytes = key)
        {
            Assert.NotEqual(new KeyHash().Compute(bytes, key.Length), new KeyHash().Compute(bytes, key.Length));
        }
    }

    [Fact]
    public async Task Hash_WhereTheProcessorsMultiplicationMayNotBeCountedOn_PassesTheSameTests()
    {
        Assert.SkipUnless(Bmi2.X64.IsSupported && Environment.ProcessPath is not null, "These tests run without that multiplication already.");
        ProcessStartInfo start = new(Environment.ProcessPath!, ["--no-progress", "--filter-class", typeof(KeyHashTests).FullName!])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_EnableBMI2"] = "0", ["DOTNET_EnableAVX2"] = "0" },
        };
        using Process child = Process.Start(start)!;
        string output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        // That this test alone was skipped tells that the multiplication was off.
        Assert.True(child.ExitCode == 0 && output.Contains("skipped: 1", StringComparison.Ordinal), output);
    }

    private static unsafe ulong Of(byte[] key, int length, bool ofEnd = false)
    {
        fixed (byte* bytes = key)
        {
            return ofEnd ? Hash.ComputeOfEnd(bytes, length) : Hash.Compute(bytes, length);
        }
    }
}
