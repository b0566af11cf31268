using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MemoryPack;
using Mooncake.Sdk.MemoryPackInterop.Tests.Random;
using Mooncake.Serialization;

namespace Mooncake.Sdk.MemoryPackInterop.Tests;

/// <summary>Both serializers over random values, nested three deep.</summary>
public class RandomValueTests
{
    // Eight types: more than 20,000 values.
    private const int ValuesOfEach = 3_000;
    private const int Size = 20;

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    [Fact]
    public void Scalars_AreTheSame() => Check<Vec.RandomScalars, PackedVec.RandomScalars>(hasPadding: false);

    [Fact]
    public void ValuesWithPadding_AreTheSame() => Check<Vec.RandomPadded, PackedVec.RandomPadded>(hasPadding: true, isOrdered: false);

    /// <summary>
    /// MemoryPack's formatters copy padding as it lies in memory, so equal values may differ in bytes: the values are compared.
    /// </summary>
    [Fact]
    public void ValuesWithPaddingInMemoryPacksFormatters_AreTheSame()
    {
        HashSet<string> seen = [];
        foreach (Recipe recipe in Gen.Sample(RandomValues.Of(typeof(Vec.RandomBridgedPadded)), ValuesOfEach, new Rnd(20261129UL), Size))
        {
            byte[] ours = StoreSerializer.Write((Vec.RandomBridgedPadded?)recipe(typeof(Vec.RandomBridgedPadded)))!;
            byte[] theirs = MemoryPackSerializer.Serialize((PackedVec.RandomBridgedPadded?)recipe(typeof(PackedVec.RandomBridgedPadded)));
            Assert.Equal(ours.Length, theirs.Length);
            string readByOurs = JsonSerializer.Serialize(StoreSerializer.Read<Vec.RandomBridgedPadded>(theirs), WithFields);
            string readByTheirs = JsonSerializer.Serialize(
                MemoryPackSerializer.Deserialize<PackedVec.RandomBridgedPadded>(ours), WithFields);
            Assert.Equal(readByTheirs, readByOurs);
            seen.Add(readByOurs);
        }

        Assert.InRange(seen.Count, ValuesOfEach / 2, ValuesOfEach);
    }

    [Fact]
    public void HotShapes_AreTheSame() => Check<Vec.RandomHot, PackedVec.RandomHot>(hasPadding: false);

    [Fact]
    public void ShapesOfMemoryPacksFormatters_AreTheSame() => Check<Vec.RandomBridged, PackedVec.RandomBridged>(hasPadding: true, isOrdered: false);

    [Fact]
    public void Unions_AreTheSame() => Check<Vec.RandomShape, PackedVec.RandomShape>(hasPadding: false);

    [Fact]
    public void TolerantObjects_AreTheSame() => Check<Vec.RandomTolerant, PackedVec.RandomTolerant>(hasPadding: true, isOrdered: false);

    [Fact]
    public void Trees_AreTheSame() => Check<Vec.RandomTree, PackedVec.RandomTree>(hasPadding: false);

    private static void Check<TStored, TPacked>(bool hasPadding, bool isOrdered = true)
        where TStored : IStoreObject<TStored>
    {
        HashSet<string> seen = [];
        foreach (Recipe recipe in Gen.Sample(RandomValues.Of(typeof(TStored)), ValuesOfEach, new Rnd(20261129UL), Size))
        {
            byte[] ours = StoreSerializer.Write((TStored?)recipe(typeof(TStored)))!;
            byte[] theirs = MemoryPackSerializer.Serialize((TPacked?)recipe(typeof(TPacked)));
            string expected = Convert.ToHexString(ours);
            seen.Add(expected);
            Assert.Equal(ours.Length, theirs.Length);
            if (!hasPadding)
            {
                Assert.Equal(expected, Convert.ToHexString(theirs));
            }

            // What MemoryPack leaves in padding, the emitted code drops. Hash tables may come back in another order, the same in both.
            string readByOurs = Rewrite<TStored>(StoreSerializer.Write(StoreSerializer.Read<TStored>(theirs))!);
            string readByTheirs = Rewrite<TStored>(MemoryPackSerializer.Serialize(MemoryPackSerializer.Deserialize<TPacked>(ours)));
            Assert.Equal(readByTheirs, readByOurs);
            Assert.Equal(expected.Length, readByOurs.Length);
            if (isOrdered)
            {
                Assert.Equal(expected, readByOurs);
            }
        }

        // Nearly all of the values are different ones.
        Assert.InRange(seen.Count, ValuesOfEach / 2, ValuesOfEach);
    }

    private static string Rewrite<T>(byte[] bytes)
        where T : IStoreObject<T> => Convert.ToHexString(StoreSerializer.Write(StoreSerializer.Read<T>(bytes))!);
}
