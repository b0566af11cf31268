using Mooncake.Sdk.Serialization.Tests.Support;
using Mooncake.Serialization;
using Vec;

namespace Mooncake.Sdk.Serialization.Tests;

/// <summary>Writing allocates nothing; reading allocates the value.</summary>
public class AllocationTests
{
    private const int Rounds = 1000;

    [Fact]
    public void Write_OfCollectionsAndStrings_AllocatesNothing()
    {
        AllCollections value = (AllCollections)VectorCases.Find("objects.all_collections")!.Make()!;
        byte[] bytes = Codec.Write(value);
        Measure(() => WriteInto(value, bytes));
        Assert.Equal(0, Measure(() => WriteInto(value, bytes)));
    }

    [Fact]
    public void Write_OfTolerantObjects_AllocatesNothing()
    {
        VtNested value = (VtNested)VectorCases.Find("version_tolerant.nested")!.Make()!;
        byte[] bytes = Codec.Write(value);
        Measure(() => WriteInto(value, bytes));
        Assert.Equal(0, Measure(() => WriteInto(value, bytes)));
    }

    private static long Measure(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void WriteInto<T>(T value, byte[] bytes)
        where T : IStoreObject<T>
    {
        StoreSizer sizer = default;
        StoreWriter writer = new(bytes);
        if (!T.TryMeasure(ref sizer, in value) || sizer.Size != bytes.Length || !T.TryWrite(ref writer, in value))
        {
            throw new InvalidOperationException("The value is not written any more.");
        }
    }
}
