using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Engines;

/// <summary>Engines of referenced assemblies are registered by emitted code.</summary>
public class EngineRegistrationTests
{
    private const string Members = """
        public string Scheme => "test";
        public System.Collections.Generic.IReadOnlyCollection<string> Keys => [];
        public Mooncake.StoreResult<Mooncake.Backends.StoreBackend> Create(Mooncake.MooncakeStoreOptions options) =>
            throw new System.NotSupportedException();
        """;

    [Fact]
    public void Reference_ToAnAssemblyWithAnEngine_RegistersIt()
    {
        Compilation user = Reference($$"""
            [assembly: Mooncake.RegisterStoreEngine(typeof(Engines.Outer.TestEngine))]
            namespace Engines { public static class Outer { public sealed class TestEngine : Mooncake.IStoreEngine { {{Members}} } } }
            """);
        string emitted = Assert.Single(Emitted(user));
        Assert.Contains("[global::System.Runtime.CompilerServices.ModuleInitializer]", emitted, StringComparison.Ordinal);
        Assert.Contains(
            "global::Mooncake.StoreEngines.Register(new global::Engines.Outer.TestEngine());", emitted, StringComparison.Ordinal);
        Assert.Empty(user.GetDiagnostics(TestContext.Current.CancellationToken).Where(static found => found.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void Reference_ToAnAssemblyWithTwoEngines_RegistersBoth()
    {
        Compilation user = Reference($$"""
            [assembly: Mooncake.RegisterStoreEngine(typeof(First))]
            [assembly: Mooncake.RegisterStoreEngine(typeof(Second))]
            [assembly: Mooncake.RegisterStoreEngine(typeof(First))]
            public sealed class First : Mooncake.IStoreEngine { {{Members}} }
            public class Second : Mooncake.IStoreEngine { {{Members}} }
            """);
        Assert.Equal(2, Emitted(user).Length);
        Assert.Empty(user.GetDiagnostics(TestContext.Current.CancellationToken).Where(static found => found.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [InlineData("internal sealed class E : Mooncake.IStoreEngine { ... }")]
    [InlineData("public abstract class E : Mooncake.IStoreEngine { ... }")]
    [InlineData("public sealed class E : Mooncake.IStoreEngine { public E(int size) { } ... }")]
    [InlineData("public sealed class E { ... }")]
    public void Engine_ThatCannotBeCreated_IsLeftOut(string declaration) =>
        Assert.Empty(Emitted(Reference(
            $"[assembly: Mooncake.RegisterStoreEngine(typeof(E))] {declaration.Replace("...", Members, StringComparison.Ordinal)}")));

    [Fact]
    public void Reference_ToAnAssemblyWithoutEngines_EmitsNothing() => Assert.Empty(Emitted(Reference("public class C { }")));

    private static Compilation Reference(string library)
    {
        using MemoryStream image = new();
        Compilation other = GeneratorHarness.Compile(GeneratorHarness.CSharp14, library).WithAssemblyName("Library");
        Assert.True(other.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14, "class User { }")
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(
            compilation, out Compilation generated, out _, TestContext.Current.CancellationToken);
        return generated;
    }

    private static string[] Emitted(Compilation compilation) =>
        [.. compilation.SyntaxTrees.Where(static tree => tree.FilePath.EndsWith(".StoreEngine.g.cs", StringComparison.Ordinal)).Select(static tree => tree.ToString())];
}
