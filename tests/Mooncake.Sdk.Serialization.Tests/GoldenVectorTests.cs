using System.Text.Json;
using Mooncake.Sdk.Serialization.Tests.Support;
using Vec;

namespace Mooncake.Sdk.Serialization.Tests;

/// <summary>The bytes that the original library wrote: ours are the same, and theirs read back to the value.</summary>
public class GoldenVectorTests
{
    // The original loses values of up to 255 bytes here; what is right is tested in BigIntegerTests.
    private static readonly HashSet<string> Defects = ["bcl.bigint.zero", "bcl.bigint.small"];

    // The value holds members that are not stored, so that what is read is less than what was written.
    private const string HoldsMore = "objects.ignore_include";

    // FORMAT.md: documented by the original, but not written by it. Here it is a diagnostic at the declaration.
    private const string OutOfScope = "collections.error.readonlydictionary";

    public static TheoryData<string, string> Written()
    {
        return Select(static vector => vector.TryGetProperty("hex", out _) && !Defects.Contains(VectorFile.TextOf(vector, "id")));
    }

    public static TheoryData<string, string> Refused() => Select(static vector => vector.TryGetProperty("serialize_throws", out _));

    [Theory]
    [MemberData(nameof(Written))]
    public void Value_IsWritten_AsTheRecordedBytes(string theme, string id)
    {
        (JsonElement vector, VectorCase found) = Find(theme, id);
        Assert.Equal(found.Lead + VectorFile.TextOf(vector, "hex"), Convert.ToHexStringLower(found.Write(found.Make())));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void RecordedBytes_AreRead_AsTheValue(string theme, string id)
    {
        (JsonElement vector, VectorCase found) = Find(theme, id);
        object? value = found.Read(VectorFile.BytesOf(vector, found.Lead));
        Assert.Equal(found.Lead + VectorFile.TextOf(vector, "hex"), Convert.ToHexStringLower(found.Write(value)));

        // Where reading gives another value than was written, the value is recorded, and tested where it is the point.
        if (!vector.TryGetProperty("read", out _) && id != HoldsMore)
        {
            DeepEquality.AssertSame(found.Make(), value);
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Value_ThatTheFormatCannotHold_IsRefused(string theme, string id)
    {
        (_, VectorCase found) = Find(theme, id);
        StoreErrorCode expected = id.EndsWith("depth_limit", StringComparison.Ordinal)
            ? StoreErrorCode.DepthExceeded
            : StoreErrorCode.ValueNotEncodable;
        Assert.Equal(expected, found.TryWrite(found.Make()));
    }

    private static TheoryData<string, string> Select(Func<JsonElement, bool> predicate)
    {
        TheoryData<string, string> selected = [];
        foreach (string theme in VectorFile.ValueThemes)
        {
            foreach (JsonElement vector in VectorFile.CasesOf(theme).Where(predicate))
            {
                string id = VectorFile.TextOf(vector, "id");

                // What is nice to have may be missing; what has to work may not.
                bool isOptional = VectorFile.TextOf(vector, "tier") == "optional" || id == OutOfScope;
                if (!isOptional || VectorCases.Find(id) is not null)
                {
                    selected.Add(theme, id);
                }
            }
        }

        return selected;
    }

    private static (JsonElement Vector, VectorCase Case) Find(string theme, string id)
    {
        JsonElement vector = VectorFile.CasesOf(theme).Single(candidate => VectorFile.TextOf(candidate, "id") == id);
        VectorCase? found = VectorCases.Find(id);
        Assert.True(found is not null, $"The type of {id} is not supported.");
        return (vector, found);
    }
}
