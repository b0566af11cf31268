using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Caching;

/// <summary>An editor keeps a driver for as long as a project is open; what the driver remembers must not keep compilations of the past.</summary>
public class CompilationLifetimeTests
{
    private const string Source = """
        using Mooncake;
        namespace Samples;
        [StoreKey("kv/{Model}/{Layer}")] public partial record KvBlock(string Model, int Layer, Point Point);
        [StoreObject] public partial class Box<T> { public T? Value; }
        [StoreUnion(0, typeof(Circle))] public partial interface IShape;
        [StoreObject] public partial class Circle : IShape;
        public struct Point { public byte X; public long Y; }
        """;

    [Theory]
    [InlineData("// A comment.")]
    [InlineData("[Mooncake.StoreObject] public partial class Another;")]
    public void CompilationOfThePast_IsForgotten(string edit)
    {
        WeakReference past = RunTwice(edit, out GeneratorDriver driver);
        for (int i = 0; i < 10 && past.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(past.IsAlive);
        Assert.NotEmpty(driver.GetRunResult().GeneratedTrees);
    }

    // A method of its own: nothing of it is on the stack any more when memory is collected.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunTwice(string edit, out GeneratorDriver driver)
    {
        CSharpCompilation before = GeneratorHarness.Compile(LanguageVersion.CSharp12, Source, "class Unrelated;");
        CSharpCompilation after = before.ReplaceSyntaxTree(
            before.SyntaxTrees[1],
            CSharpSyntaxTree.ParseText("class Unrelated;" + edit, (CSharpParseOptions)before.SyntaxTrees[1].Options, before.SyntaxTrees[1].FilePath));

        // Without a record of steps, which holds their inputs, compilations among them.
        driver = CSharpGeneratorDriver.Create([new StoreGenerator().AsSourceGenerator()], parseOptions: GeneratorHarness.Options(LanguageVersion.CSharp12))
            .RunGenerators(before, TestContext.Current.CancellationToken)
            .RunGenerators(after, TestContext.Current.CancellationToken);
        return new WeakReference(before);
    }
}
