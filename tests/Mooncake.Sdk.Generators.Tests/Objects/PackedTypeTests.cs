using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Objects;

/// <summary>Stored types that MemoryPack serializes: what is emitted for them. What it does is tested where MemoryPack's generator runs as well.</summary>
public class PackedTypeTests
{
    private const string Packed = "global::Mooncake.Serialization.MemoryPackObject.";

    [Fact]
    public void Record_ThatIsMemoryPackable_ForwardsToMemoryPack() => Snapshot.Verify(
        GeneratorHarness.Generate(
            LanguageVersion.CSharp13,
            """
            using MemoryPack;
            using Mooncake;
            namespace Samples;
            [MemoryPackable, StoreKey("theirs/{Name}")]
            public partial record Theirs(int Age, string Name, System.Numerics.Vector3 Where);
            """).Files.Where(static file => !GeneratedCode.IsRecordFile(file.Key)).ToDictionary(),
        $"Objects/{nameof(PackedTypeTests)}.{nameof(Record_ThatIsMemoryPackable_ForwardsToMemoryPack)}");

    [Theory]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\")] public partial record T(int Id, string Name);", true)]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id, string Name);", false)]
    [InlineData("[MemoryPackable, StoreObject(StoreLayout.Explicit)] public partial record T(int Id, string Name);", true)]
    [InlineData("[MemoryPackable(GenerateType.CircularReference), StoreObject] public partial class T { [MemoryPackOrder(0)] public T? Next { get; set; } }", true)]
    [InlineData("[MemoryPackable(GenerateType.Collection), StoreObject] public partial class T : System.Collections.Generic.List<int>;", true)]
    [InlineData("[MemoryPackable(GenerateType.NoGenerate), StoreObject] public partial class T;", true)]
    [InlineData("[MemoryPackable, StoreObject] public partial record T<TItem>(TItem Item);", true)]
    [InlineData("[MemoryPackable, StoreObject] public partial record struct T(string A);", true)]
    [InlineData("[MemoryPackable, StoreObject] public partial struct T { public byte A; public long B; }", false)]
    [InlineData("[MemoryPackable, MemoryPackUnion(1, typeof(A)), StoreObject] public partial interface T; [MemoryPackable] public partial class A : T;", true)]
    [InlineData("[MemoryPackable, MemoryPackUnion(1, typeof(A)), StoreObject] public abstract partial class T; [MemoryPackable] public partial class A : T;", true)]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { public object? Refused; public System.Action? ByItsOwnRules; }", true)]
    [InlineData("[Alike.MemoryPackable, StoreObject] public partial class T; namespace Alike { class MemoryPackableAttribute : System.Attribute; }", false)]
    public void EachForm_IsMemoryPacks_IfItIsMemoryPackable(string source, bool isPacked)
    {
        GeneratedCode code = GeneratorHarness.Generate(LanguageVersion.CSharp13, "using MemoryPack; using Mooncake;" + source);
        string emitted = code.Files.Single(static file => file.Key.StartsWith('T') && file.Key.EndsWith(".StoreObject.g.cs", StringComparison.Ordinal)).Value;
        Assert.Equal(isPacked, emitted.Contains($"TryRead(ref reader, out value);", StringComparison.Ordinal) && emitted.Contains(Packed, StringComparison.Ordinal));
    }

    /// <summary>By MemoryPack's rules about members, not by this SDK's.</summary>
    [Theory]
    [InlineData("public int A; public string? B;", "public int A; public string? B;")]
    [InlineData("[MemoryPackIgnore] public int A; public string? B;", "public string? B;")]
    [InlineData("[StoreIgnore] public int A; public string? B;", "public int A; public string? B;")]
    [InlineData("[MemoryPackInclude] private int _a = 1; public string? B;", "public int A; public string? B;")]
    [InlineData("[StoreInclude] private int _a = 1; public string? B;", "public string? B;")]
    [InlineData("[MemoryPackOrder(1)] public string? B; [MemoryPackOrder(0)] public int A;", "public int A; public string? B;")]
    [InlineData("[StoreOrder(1)] public string? B; [StoreOrder(0)] public int A;", "public string? B; public int A;")]
    [InlineData("public int this[int i] => i; public int Set { set { } } public static int S; public const int C = 1; public string? B;", "public string? B;")]
    [InlineData("[Utf16StringFormatter] public string? A; [InternStringFormatter] public string? B;", "public string? A; public string? B;")]
    [InlineData("[StoreBorrowed] public ReadOnlyMemory<byte> A; [StoreBorrowed] public Memory<byte> B;", "public byte[]? A; public byte[]? B;")]
    [InlineData("[MemoryPoolFormatter<int>] public Memory<int> A;", "public int[]? A;")]
    [InlineData("[OrdinalIgnoreCaseStringDictionaryFormatter<int>] public Dictionary<string, int>? A;", "public Dictionary<string, int>? A;")]
    [InlineData("public Uri? A; public Version? B; public StringBuilder? C; public (string, int) D; public Dictionary<int, List<string>>? E;", "public Uri? A; public Version? B; public StringBuilder? C; public (string, int) D; public Dictionary<int, List<string>>? E;")]
    public void Shape_FollowsMemoryPacksRules(string members, string sameMembersForTheSdk)
    {
        Assert.Equal(
            FingerprintOf($"[StoreObject] public partial class T {{ {sameMembersForTheSdk} }}"),
            FingerprintOf($"[MemoryPackable, StoreObject] public partial class T {{ {members} }}"));
    }

    [Theory]
    [InlineData("public byte[]? A;", "[BrotliFormatter] public byte[]? A;")]
    [InlineData("[BitPackFormatter] public bool[]? A;", "public bool[]? A;")]
    [InlineData("[Own] public int A;", "public int A;")]
    [InlineData("[Own] public int A;", "[Other] public int A;")]
    [InlineData("public System.Collections.BitArray? A;", "public System.Globalization.CultureInfo? A;")]
    [InlineData("public Lazy<int>? A;", "public Lazy<long>? A;")]
    [InlineData("public Circular? A;", "public Tolerant? A;")]
    [InlineData("public Plain? A;", "public Tolerant? A;")]
    public void Shape_OfOtherBytes_IsAnother(string members, string otherMembers) =>
        Assert.NotEqual(FingerprintOf($"[MemoryPackable, StoreObject] public partial class T {{ {members} }}"), FingerprintOf($"[MemoryPackable, StoreObject] public partial class T {{ {otherMembers} }}"));

    private static ulong FingerprintOf(string source)
    {
        const string Others = """
            using System; using System.Buffers; using System.Collections.Generic; using System.Text; using MemoryPack; using Mooncake;
            public sealed class OwnFormatter : IMemoryPackFormatter<int>
            {
                public void Serialize<TBufferWriter>(ref MemoryPackWriter<TBufferWriter> writer, scoped ref int value) where TBufferWriter : IBufferWriter<byte> { }
                public void Deserialize(ref MemoryPackReader reader, scoped ref int value) { }
            }
            public sealed class OwnAttribute : MemoryPackCustomFormatterAttribute<OwnFormatter, int> { public override OwnFormatter GetFormatter() => new(); }
            public sealed class OtherAttribute : MemoryPackCustomFormatterAttribute<int> { public override IMemoryPackFormatter<int> GetFormatter() => new OwnFormatter(); }
            [MemoryPackable] public partial class Plain;
            [MemoryPackable(GenerateType.VersionTolerant)] public partial class Tolerant { [MemoryPackOrder(0)] public int A { get; set; } }
            [MemoryPackable(GenerateType.CircularReference)] public partial class Circular { [MemoryPackOrder(0)] public int A { get; set; } }
            """;
        const string Probe = " public static class Probe { public static ulong Of() => Of<T>(); private static ulong Of<S>() where S : Mooncake.Serialization.IStoreObject<S> => S.Shape.Fingerprint; }";
        const string Silence = "#pragma warning disable CS0649, CS0169, CS0414\n";
        GeneratedCode code = GeneratorHarness.Generate(LanguageVersion.CSharp13, Silence + Others + source + Probe);
        return code.Method<Func<ulong>>("Probe", "Of")();
    }
}
