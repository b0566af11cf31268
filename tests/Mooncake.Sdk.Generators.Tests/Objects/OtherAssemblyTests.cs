using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Objects;

/// <summary>Stored types of another assembly: as members, as base types, as unions.</summary>
public class OtherAssemblyTests
{
    [Fact]
    public void Types_OfAnotherAssembly_AreUsedThroughTheirCodecs()
    {
        GeneratedCode library = GeneratorHarness.Generate(LanguageVersion.CSharp12, """
            using Mooncake;
            namespace Library;
            [StoreObject] public partial class Base { public int A { get; set; } }
            [StoreObject] public partial class Box<T> { public T? Value { get; set; } }
            [StoreUnion(0, typeof(Circle))] public abstract partial class Shape;
            [StoreObject] public partial class Circle : Shape { public double Radius { get; set; } }
            public struct Point { public byte X; public long Y; }
            """);
        using MemoryStream image = new();
        Assert.True(library.Compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        CSharpCompilation user = GeneratorHarness.Compile(LanguageVersion.CSharp12, """
            using System.Collections.Generic;
            using Library;
            using Mooncake;
            namespace User;
            [StoreObject] public partial class Derived : Base { public Box<Point>? Box { get; set; } public List<Shape?>? Shapes { get; set; } }
            """).AddReferences(MetadataReference.CreateFromImage(image.ToArray()));

        GeneratorHarness.Driver(LanguageVersion.CSharp12).RunGeneratorsAndUpdateCompilation(user, out Compilation compilation, out _, TestContext.Current.CancellationToken);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        string emitted = compilation.SyntaxTrees.Last().ToString();
        Assert.Contains("global::Library.Shape.StoreCodec", emitted, StringComparison.Ordinal);
        Assert.Contains("global::Library.Box<global::Library.Point>.StoreCodec<", emitted, StringComparison.Ordinal);
    }
}
