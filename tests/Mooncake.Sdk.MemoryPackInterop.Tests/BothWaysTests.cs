using System.Text.Json;
using Mooncake.Sdk.Serialization.Tests.Support;
using Vec;

namespace Mooncake.Sdk.MemoryPackInterop.Tests;

/// <summary>The generated code and the package, over the same values of the same types.</summary>
public class BothWaysTests
{
    // The original loses values of up to 255 bytes: docs/format.md.
    private static readonly HashSet<string> Defects = ["bcl.bigint.zero", "bcl.bigint.small"];

    private static readonly Dictionary<string, JsonElement> Vectors = VectorFile.ValueThemes
        .SelectMany(VectorFile.CasesOf)
        .ToDictionary(static vector => VectorFile.TextOf(vector, "id"));

    public static TheoryData<string> Ids() =>
        [.. VectorCases.Ids.Where(static id => !Defects.Contains(id) && !Vectors[id].TryGetProperty("serialize_throws", out _))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Value_IsWritten_AsTheSameBytes(string id)
    {
        PackageCase found = VectorCases.Find(id);
        Assert.Equal(Convert.ToHexString(Masked(id, found.WriteOurs(found.Make())!)), Convert.ToHexString(Masked(id, found.WriteTheirs(found.Make()))));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void BytesOfEach_AreRead_ByTheOther(string id)
    {
        PackageCase found = VectorCases.Find(id);
        byte[] ours = found.WriteOurs(found.Make())!;
        byte[] theirs = found.WriteTheirs(found.Make());
        Assert.Equal(
            Convert.ToHexString(Masked(id, found.WriteOurs(found.ReadTheirs(ours))!)),
            Convert.ToHexString(Masked(id, found.WriteOurs(found.ReadOurs(theirs))!)));
    }

    // The package leaves in padding what lay there.
    private static byte[] Masked(string id, byte[] bytes)
    {
        if (Vectors[id].TryGetProperty("padding", out JsonElement ranges))
        {
            foreach (JsonElement range in ranges.EnumerateArray())
            {
                bytes.AsSpan((VectorCases.Find(id).Lead.Length / 2) + range[0].GetInt32(), range[1].GetInt32()).Clear();
            }
        }

        return bytes;
    }
}
