using System.Text.Json;
using Mooncake.Sdk.Serialization.Tests.Support;

namespace Mooncake.Sdk.MemoryPackInterop.Tests;

/// <summary>The emitted code and MemoryPack, over the vectors: the same bytes, and each reads the other's.</summary>
public class BothWaysTests
{
    // MemoryPack loses BigIntegers of up to 255 bytes: docs/format.md.
    private static readonly HashSet<string> Defects = ["bcl.bigint.zero", "bcl.bigint.small"];

    private static readonly Dictionary<string, JsonElement> Vectors = VectorFile.ValueThemes
        .SelectMany(VectorFile.CasesOf)
        .ToDictionary(static vector => VectorFile.TextOf(vector, "id"));

    public static TheoryData<string> Ids() =>
        [.. Vec.VectorCases.All.Keys.Where(static id => !Defects.Contains(id) && !Vectors[id].TryGetProperty("serialize_throws", out _))];

    [Fact]
    public void Vectors_AreAllThere() => Assert.InRange(Ids().Count, 450, int.MaxValue);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Value_IsWritten_AsTheSameBytes(string id)
    {
        InteropCase ours = Vec.VectorCases.All[id];
        InteropCase theirs = PackedVec.VectorCases.All[id];
        Assert.Equal(Convert.ToHexString(Masked(id, theirs.Write(theirs.Make())!)), Convert.ToHexString(Masked(id, ours.Write(ours.Make())!)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void BytesOfEach_AreRead_ByTheOther(string id)
    {
        InteropCase ours = Vec.VectorCases.All[id];
        InteropCase theirs = PackedVec.VectorCases.All[id];
        byte[] stored = ours.Write(ours.Make())!;
        byte[] packed = theirs.Write(theirs.Make())!;
        string expected = Convert.ToHexString(Masked(id, stored));
        Assert.Equal(expected, Convert.ToHexString(Masked(id, theirs.Write(theirs.Read(stored))!)));
        Assert.Equal(expected, Convert.ToHexString(Masked(id, ours.Write(ours.Read(packed))!)));
    }

    // MemoryPack leaves in padding what lay there.
    private static byte[] Masked(string id, byte[] bytes)
    {
        byte[] masked = [.. bytes];
        if (Vectors[id].TryGetProperty("padding", out JsonElement ranges))
        {
            foreach (JsonElement range in ranges.EnumerateArray())
            {
                masked.AsSpan((Vec.VectorCases.All[id].Lead.Length / 2) + range[0].GetInt32(), range[1].GetInt32()).Clear();
            }
        }

        return masked;
    }
}
