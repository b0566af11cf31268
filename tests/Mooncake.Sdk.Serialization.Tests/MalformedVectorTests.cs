using System.Text.Json;
using Mooncake.Sdk.Serialization.Tests.Support;
using Vec;

namespace Mooncake.Sdk.Serialization.Tests;

/// <summary>Broken and hostile bytes: an error, never an exception, never memory out of proportion.</summary>
public class MalformedVectorTests
{
    private const int GenerousAllocation = 1 << 20;

    public static TheoryData<string> Rejected() => Ids("must_reject");

    public static TheoryData<string> Accepted() => Ids("must_accept");

    public static TheoryData<string> Open() => Ids("may_accept");

    public static TheoryData<string> Truncated()
    {
        return [.. VectorFile.CasesOf("truncated").Select(static vector => VectorFile.TextOf(vector, "id"))];
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public void Input_ThatIsNoValue_IsRejected(string id)
    {
        (JsonElement vector, VectorReader reader) = Find("malformed", id);
        byte[] bytes = VectorFile.BytesOf(vector, reader.Lead);
        long before = GC.GetAllocatedBytesForCurrentThread();
        (StoreErrorCode error, _) = reader.TryRead(bytes);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        AssertMalformed(error);
        Assert.InRange(allocated, 0, GenerousAllocation);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Input_ThatIsUnusualButLegal_IsAccepted(string id)
    {
        (JsonElement vector, VectorReader reader) = Find("malformed", id);
        (StoreErrorCode error, _) = reader.TryRead(VectorFile.BytesOf(vector, reader.Lead));
        Assert.Equal(StoreErrorCode.Ok, error);
    }

    [Theory]
    [MemberData(nameof(Open))]
    public void Input_ThatMayBeEither_IsAnsweredWithoutAnException(string id)
    {
        (JsonElement vector, VectorReader reader) = Find("malformed", id);
        (StoreErrorCode error, _) = reader.TryRead(VectorFile.BytesOf(vector, reader.Lead));
        if (error != StoreErrorCode.Ok)
        {
            AssertMalformed(error);
        }
    }

    [Theory]
    [MemberData(nameof(Truncated))]
    public void Prefix_OfAnEncoding_IsRejected(string id)
    {
        (JsonElement vector, VectorReader reader) = Find("truncated", id);
        byte[] bytes = VectorFile.BytesOf(vector, reader.Lead);
        for (int length = 0; length < bytes.Length; length++)
        {
            (StoreErrorCode error, _) = reader.TryRead(bytes[..length]);
            AssertMalformed(error);
        }

        Assert.Equal(StoreErrorCode.Ok, reader.TryRead(bytes).Error);
    }

    private static void AssertMalformed(StoreErrorCode error)
    {
        Assert.InRange((int)error, (int)StoreErrorCode.MalformedDepth, (int)StoreErrorCode.MalformedTruncated);
    }

    private static TheoryData<string> Ids(string policy)
    {
        return
        [
            .. VectorFile.CasesOf("malformed")
                .Where(vector => VectorFile.TextOf(vector, "policy_hint") == policy)
                .Select(static vector => VectorFile.TextOf(vector, "id")),
        ];
    }

    private static (JsonElement Vector, VectorReader Reader) Find(string theme, string id)
    {
        JsonElement vector = VectorFile.CasesOf(theme).Single(candidate => VectorFile.TextOf(candidate, "id") == id);
        return (vector, VectorCases.ReaderOf(VectorFile.TextOf(vector, "csharp_type")));
    }
}
