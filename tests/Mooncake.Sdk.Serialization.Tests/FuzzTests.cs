using System.Text.Json;
using Mooncake.Sdk.Serialization.Tests.Support;
using Vec;

namespace Mooncake.Sdk.Serialization.Tests;

/// <summary>A million damaged encodings: each is read or refused, within memory in proportion to its size.</summary>
public class FuzzTests
{
    private const int Inputs = 1_000_000;
    private const int LongestSeed = 512;
    private const int AllocatedPerByte = 256;
    private const int AllocatedAlways = 16 * 1024;

    [Fact]
    public void Bytes_DamagedAtRandom_NeverEscapeAsExceptionsOrMemory()
    {
        List<(byte[] Bytes, Func<byte[], bool> Read)> seeds = Seeds();
        Mutator mutator = new(seed: 20260114);
        Random random = new(7);
        int accepted = 0;
        for (int i = 0; i < Inputs; i++)
        {
            (byte[] bytes, Func<byte[], bool> read) = seeds[i % seeds.Count];
            byte[] damaged = mutator.Mutate(bytes, seeds[random.Next(seeds.Count)].Bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isRead = read(damaged);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            accepted += isRead ? 1 : 0;
            if (allocated > AllocatedAlways + ((long)damaged.Length * AllocatedPerByte))
            {
                Assert.Fail($"{allocated} bytes were allocated for {Convert.ToHexString(damaged)}, made from seed {i % seeds.Count}.");
            }
        }

        // A fuzz whose inputs are all refused at the first byte, or all read, tests nothing.
        Assert.InRange(accepted, Inputs / 20, Inputs * 9 / 10);
    }

    [Fact]
    public void Bytes_CutOffAnywhere_AreRefused()
    {
        foreach ((byte[] bytes, Func<byte[], bool> read) in Seeds())
        {
            Assert.True(read(bytes));
            for (int length = 0; length < bytes.Length; length++)
            {
                Assert.False(read(bytes[..length]), $"The first {length} bytes of {Convert.ToHexString(bytes)} were read.");
            }
        }
    }

    private static List<(byte[] Bytes, Func<byte[], bool> Read)> Seeds()
    {
        List<(byte[], Func<byte[], bool>)> seeds = [];
        foreach (JsonElement vector in VectorFile.ValueThemes.SelectMany(VectorFile.CasesOf))
        {
            if (vector.TryGetProperty("hex", out _) && VectorCases.Find(VectorFile.TextOf(vector, "id")) is { } found)
            {
                byte[] bytes = VectorFile.BytesOf(vector, found.Lead);
                if (bytes.Length <= LongestSeed)
                {
                    seeds.Add((bytes, found.CanRead));
                }
            }
        }

        return seeds;
    }
}
