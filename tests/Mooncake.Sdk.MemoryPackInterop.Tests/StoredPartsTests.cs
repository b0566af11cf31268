using System.Collections.Immutable;
using MemoryPack;

namespace Mooncake.Sdk.MemoryPackInterop.Tests;

[StoreObject]
public sealed partial record StoredPart(string Name, ImmutableList<StoredPart> Children);

[StoreUnion(0, typeof(StoredCase))]
public partial interface IStoredCase;

[StoreObject]
public sealed partial record StoredCase(int Number) : IStoredCase;

[MemoryPackable]
public sealed partial record PackedWhole(
    [property: MemoryPackAllowSerialize] StoredPart? Part,
    List<StoredPart?> List,
    Dictionary<string, StoredPart> Map,
    (StoredPart, int) Tuple,
    [property: MemoryPackAllowSerialize] IStoredCase? Case);

[MemoryPackable]
public sealed partial record PackedPart(string Name, List<PackedPart> Children, ReadOnlyMemory<byte> Bytes);

[StoreObject]
public sealed partial record StoredWhole(PackedPart? Part, List<PackedPart?> List, ImmutableDictionary<string, PackedPart> Map, StoredPart Stored);

/// <summary>Types of either serializer inside those of the other.</summary>
public class StoredPartsTests
{
    private static readonly StoredPart Tree = new("root", [new("a", []), new("b", [new("c", [])])]);

    private static PackedWhole Whole => new(Tree, [null, Tree], new() { ["x"] = Tree }, (Tree, 7), new StoredCase(3));

    [Fact]
    public void StoredTypes_InAMemoryPackableType_AreWrittenAndReadByMemoryPack()
    {
        byte[] bytes = MemoryPackSerializer.Serialize(Whole);
        AssertSame(MemoryPackSerializer.Deserialize<PackedWhole>(bytes)!);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public void StoredTypes_InBytesOfSeveralSegments_AreRead(int segment)
    {
        byte[] bytes = MemoryPackSerializer.Serialize(Whole);
        AssertSame(MemoryPackSerializer.Deserialize<PackedWhole>(PackedVec.Chunk.Make([.. bytes.Chunk(segment)]))!);
    }

    [Fact]
    public void StoredTypes_CutOff_AreAnErrorOfMemoryPacks()
    {
        byte[] bytes = MemoryPackSerializer.Serialize(Whole);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.ThrowsAny<MemoryPackSerializationException>(() => MemoryPackSerializer.Deserialize<PackedWhole>(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void MemoryPackableTypes_InAStoredType_AreReadIfAChecksumCoversThem()
    {
        PackedPart part = new("root", [new("a", [], default)], new byte[] { 1, 2 });
        byte[] bytes = StoreSerializer.Write(new StoredWhole(part, [part, null], ImmutableDictionary<string, PackedPart>.Empty.Add("k", part), Tree))!;
        Mooncake.Serialization.StoreReader reader = Mooncake.Serialization.StoreReader.Copying(bytes);
        Assert.False(TryRead(ref reader, out StoredWhole? _));
        Assert.Equal(StoreErrorCode.IntegrityLevelTooLow, reader.Error);
    }

    [Fact]
    public async Task MemoryPackableTypes_InAStoredRecord_GoThroughAStore()
    {
        PackedPart part = new("root", [new("a", [], default)], new byte[] { 1, 2 });
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", TestContext.Current.CancellationToken);
        (await store.StoredRecords.PutAsync(new StoredRecord(1, part, [part, null], Tree), cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
        StoredRecord read = (await store.StoredRecords.GetAsync(1, TestContext.Current.CancellationToken)).GetValueOrThrow();
        Assert.Equal("a", read.Part!.Children[0].Name);
        Assert.Equal([1, 2], read.Part.Bytes.ToArray());
        Assert.Equal("root", read.List[0]!.Name);
        Assert.Null(read.List[1]);
        Assert.Equal("c", read.Stored.Children[1].Children[0].Name);
    }

    private static bool TryRead<T>(ref Mooncake.Serialization.StoreReader reader, out T? value)
        where T : Mooncake.Serialization.IStoreObject<T> => T.TryRead(ref reader, out value);

    private static void AssertSame(PackedWhole read)
    {
        Assert.Equal(StoreSerializer.Write(Tree), StoreSerializer.Write(read.Part));
        Assert.Null(read.List[0]);
        Assert.Equal("c", read.List[1]!.Children[1].Children[0].Name);
        Assert.Equal("b", read.Map["x"].Children[1].Name);
        Assert.Equal(7, read.Tuple.Item2);
        Assert.Equal(new StoredCase(3), read.Case);
    }
}

[StoreKey("stored/{Id}")]
public sealed partial record StoredRecord(int Id, PackedPart? Part, List<PackedPart?> List, StoredPart Stored);
