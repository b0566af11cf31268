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

    [Fact]
    public void Members_ThatOnlyTheirOwnAssemblySees_AreNotNamed()
    {
        const string Library = """
            using Mooncake;
            namespace Library;
            public class Base
            {
                public int Open { get; set; }
                public int Read { get; internal set; }
                public int ReadByDerived { get; private protected set; }
                [StoreInclude] internal int Internal { get; set; }
                [StoreInclude] private protected int Narrow;
                [StoreInclude] protected internal int Wide { get; set; }
            }
            """;
        const string User = """
            namespace User;
            [Mooncake.StoreObject] public partial class Derived : Library.Base { public int Own { get; set; } }
            """;
        string emitted = Generate(Library, User);
        Assert.Contains("value.Open", emitted, StringComparison.Ordinal);
        Assert.Contains("value.Wide", emitted, StringComparison.Ordinal);
        Assert.DoesNotContain("Internal", emitted, StringComparison.Ordinal);
        Assert.DoesNotContain("Narrow", emitted, StringComparison.Ordinal);
        Assert.DoesNotContain("Read = member", emitted, StringComparison.Ordinal);
        Assert.DoesNotContain("ReadByDerived = member", emitted, StringComparison.Ordinal);

        const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"User\")]\n";
        string toFriend = Generate(Library.Replace("namespace", Friend + "namespace", StringComparison.Ordinal), User);
        Assert.Contains("Internal = member", toFriend, StringComparison.Ordinal);
        Assert.Contains("Narrow = member", toFriend, StringComparison.Ordinal);
        Assert.Contains("ReadByDerived = member", toFriend, StringComparison.Ordinal);
    }

    /// <summary>What is emitted for a user's file beside a library's; has to compile.</summary>
    private static string Generate(string library, string user)
    {
        using MemoryStream image = new();
        GeneratedCode code = GeneratorHarness.Generate(LanguageVersion.CSharp12, library);
        Assert.True(code.Compilation.WithAssemblyName("Library").Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        CSharpCompilation compilation = GeneratorHarness.Compile(LanguageVersion.CSharp12, user)
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        GeneratorHarness.Driver(LanguageVersion.CSharp12).RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _, TestContext.Current.CancellationToken);
        Assert.Empty(generated.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return generated.SyntaxTrees.Last().ToString();
    }
}
