using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Analyzers.Shapes;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Shapes;

/// <summary>Lines of types that MemoryPack serializes.</summary>
public class PackedShapeTests
{
    private const string Usings = "using System; using System.Collections.Generic; using MemoryPack;\n";

    private const string Parts = """

        [MemoryPackable] public partial class Plain;
        [MemoryPackable(GenerateType.VersionTolerant)] public partial class Tolerant { [MemoryPackOrder(0)] public int A { get; set; } }
        [MemoryPackable(GenerateType.CircularReference)] public partial class Circular { [MemoryPackOrder(0)] public int A { get; set; } }
        [MemoryPackable, MemoryPackUnion(0, typeof(Case))] public partial interface IUnion;
        [MemoryPackable] public partial class Case : IUnion;
        [MemoryPackable(GenerateType.Collection)] public partial class Bag : List<string>;
        """;

    [Theory]
    [InlineData("[MemoryPackable, StoreObject] public partial record T(int Id, string Name);", "object Id:i4 Name:s")]
    [InlineData("[MemoryPackable, StoreKey(\"k/{Id}\")] public partial record T(int Id, Plain A, Tolerant B, Circular C, IUnion D, Bag E, List<Plain?> F);", "object Id:i4 A:o B:v C:r D:n E:[s] F:[o]")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { [BrotliFormatter] public byte[]? A; [MemoryPackIgnore] public int B; public Lazy<int>? C; }", "object A:<MemoryPack.Compression.BrotliFormatter> C:t(i4)")]
    [InlineData("[MemoryPackable(GenerateType.VersionTolerant), StoreObject] public partial class T { [MemoryPackOrder(4)] public string? B; [MemoryPackOrder(1)] public int A; }", "tolerant 1:A:i4 4:B:s")]
    [InlineData("[MemoryPackable(GenerateType.CircularReference), StoreObject] public partial class T { [MemoryPackOrder(0)] public T? Next; [MemoryPackOrder(2)] public int A; }", "circular 0:Next:r 2:A:i4")]
    [InlineData("[MemoryPackable(GenerateType.Collection), StoreObject] public partial class T : Dictionary<string, Plain>;", "value [(s:o)]")]
    [InlineData("[MemoryPackable(GenerateType.NoGenerate), StoreObject] public partial class T;", "value <T>")]
    [InlineData("[MemoryPackable, MemoryPackUnion(7, typeof(A)), MemoryPackUnion(300, typeof(B)), StoreObject] public abstract partial class T; [MemoryPackable] public partial class A : T; [MemoryPackable] public partial class B : T;", "union 7:A 300:B")]
    public async Task Line_SaysWhatMemoryPackWrites(string source, string line)
    {
        string[] words = (await ShapeHarness.LineOfAsync(Usings + source + Parts)).Split(' ', 3);
        Assert.Equal(("T", line), (words[0], words[2]));
        if (!source.Contains("abstract", StringComparison.Ordinal))
        {
            Assert.Equal(ulong.Parse(words[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), Execute(source));
        }
    }

    [Theory]
    [InlineData("object Id:i4", "[MemoryPackable, StoreObject] public partial record T(int Id, string Name);", false)]
    [InlineData("object Id:i4 Name:s", "[MemoryPackable, StoreObject] public partial record T([property: MemoryPackOrder(1)] int Id, [property: MemoryPackOrder(0)] string Name);", true)]
    [InlineData("object Id:i4 Name:s", "[MemoryPackable, StoreObject] public partial record T(int Id, [property: MemoryPackIgnore] string Name);", true)]
    [InlineData("tolerant 0:A:i4 1:B:s", "[MemoryPackable(GenerateType.CircularReference), StoreObject] public partial class T { [MemoryPackOrder(0)] public int A; [MemoryPackOrder(1)] public string? B; }", true)]
    [InlineData("circular 0:A:i4", "[MemoryPackable(GenerateType.CircularReference), StoreObject] public partial class T { [MemoryPackOrder(0)] public int A; [MemoryPackOrder(1)] public string? B; }", false)]
    [InlineData("value [i4]", "[MemoryPackable(GenerateType.Collection), StoreObject] public partial class T : List<long>;", true)]
    public async Task Change_IsFound(string listed, string source, bool isBreaking)
    {
        string line = LineOf(listed);
        string[] breaking = await ShapeHarness.RunAsync<ChangedShapeAnalyzer>(Usings + source, line);
        string[] growing = await ShapeHarness.RunAsync<OutgrownShapeAnalyzer>(Usings + source, line);
        Assert.Equal((isBreaking ? 1 : 0, isBreaking ? 0 : 1), (breaking.Length, growing.Length));
    }

    [Theory]
    [InlineData("circular 0:Next:r 2:A:i4")]
    [InlineData("value [(s:o)]")]
    [InlineData("value <System.Lazy`1>(i4)")]
    [InlineData("object A:<Demo.Own[System.Int32]> B:[<System.Type>]")]
    public void Line_ReadsBack(string shape)
    {
        string line = LineOf(shape);
        Assert.Equal(line, Generators.Shapes.ShapeLine.Read(line, 0)?.Shape?.ToString());
    }

    // Reading says which fingerprint the line should have.
    private static string LineOf(string shape)
    {
        string error = Generators.Shapes.ShapeLine.Read($"T 0000000000000000 {shape}", 0)!.Error!;
        string fingerprint = error.Split(", ")[1].Split(';')[0];
        return $"T {fingerprint} {shape}";
    }

    private static ulong Execute(string source)
    {
        const string Probe = "\npublic static class Probe { public static ulong Of() => Of<T>(); private static ulong Of<S>() where S : Mooncake.Serialization.IStoreObject<S> => S.Shape.Fingerprint; }";
        return GeneratorHarness.Generate(LanguageVersion.CSharp13, "using Mooncake; " + Usings + source + Parts + Probe).Method<Func<ulong>>("Probe", "Of")();
    }
}
