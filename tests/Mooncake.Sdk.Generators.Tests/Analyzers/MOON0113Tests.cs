using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0113: objects whose bytes MemoryPack reads although no checksum protects them.</summary>
public class MOON0113Tests
{
    private const string Usings = "using MemoryPack; using Mooncake; using System; using System.Collections.Generic;\n";

    private const string Parts = """
        [MemoryPackable, StoreObject] public partial record Part(string Text);
        [StoreObject] public partial record Ours(string Text);
        [StoreObject] public partial record Between(Part Part);
        [StoreUnion(0, typeof(Case))] public abstract partial record Union;
        [StoreObject] public partial record Case(Dictionary<string, Between> Betweens) : Union;
        [MemoryPackable] public partial struct Image { public int A; public byte B; }
        [StoreObject] public partial class Node { public Node? Next { get; set; } }
        """;

    [Theory]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\", Integrity = [|StoreIntegrity.None|])] public partial record T(int Id, string A);", "T")]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\", Integrity = [|StoreIntegrity.Identity|])] public partial record T(int Id, string A);", "T")]
    [InlineData("[StoreKey(\"k/{Id}\", Integrity = [|StoreIntegrity.None|])] public partial record T(int Id, Between[]? A);", "Part")]
    [InlineData("[StoreKey(\"k/{Id}\", Integrity = [|StoreIntegrity.None|])] public partial record T(int Id, List<Union> A);", "Part")]
    public async Task Integrity_WithoutAChecksum_IsFlagged(string source, string packed)
    {
        Assert.Equal(
            $"error MOON0113: MemoryPack trusts the bytes of '{packed}', but the Integrity of 'T' does not cover them, so reading such objects fails; use StoreIntegrity.Checksum, or leave [MemoryPackable] out",
            Assert.Single(await AnalyzerHarness.VerifyAsync<UnprotectedPackedBytesAnalyzer>(WithParts(source))));
    }

    [Theory]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\", IsTrailerOptional = [|true|])] public partial record T(int Id, string A);", "T")]
    [InlineData("[StoreKey(\"k/{Id}\", IsTrailerOptional = [|true|])] public partial record T(int Id, Between A);", "Part")]
    public async Task OptionalTrailer_IsFlagged(string source, string packed)
    {
        Assert.Equal(
            $"error MOON0113: MemoryPack trusts the bytes of '{packed}', but 'T' accepts objects without a trailer, so reading such objects fails; use StoreIntegrity.Checksum, or leave [MemoryPackable] out",
            Assert.Single(await AnalyzerHarness.VerifyAsync<UnprotectedPackedBytesAnalyzer>(WithParts(source))));
    }

    [Theory]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\")] public partial record T(int Id, string A);")]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\", Integrity = StoreIntegrity.Checksum, IsTrailerOptional = false)] public partial record T(int Id, string A);")]
    [InlineData("[StoreKey(\"k/{Id}\", Integrity = StoreIntegrity.None)] public partial record T(int Id, Ours? A, List<Ours>? B, Node? C);")]
    [InlineData("[StoreKey(\"k/{Id}\", Integrity = StoreIntegrity.None)] public partial record T(int Id, Image A, Image[] B);")]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\", Integrity = StoreIntegrity.None)] public partial record struct T(int Id, long A);")]
    [InlineData("[StoreKey(\"k/{Id}\", Integrity = StoreIntegrity.None)] public partial record T(int Id) { [StoreIgnore] public Between? A { get; set; } }")]
    [InlineData("[StoreKey(\"k/{Id}\", IsTrailerOptional = true)] public partial record T(int Id, string A);")]
    [InlineData("[MemoryPackable] public partial record T(int Id, string A);")]
    [InlineData("[StoreObject] public partial record T(int Id, Between A);")]
    public async Task Bytes_ThatAreProtectedOrReadByEmittedCode_AreNotFlagged(string source) =>
        Assert.Empty(await AnalyzerHarness.RunAsync<UnprotectedPackedBytesAnalyzer>(WithParts(source)));

    private static string WithParts(string source) => Usings + source + "\n" + Parts;
}
