using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Objects;

/// <summary>What an edit makes of the serializers' models.</summary>
public class ObjectCachingTests
{
    private const string Source = """
        using Mooncake;
        namespace Samples;
        [StoreObject] public partial record Person(int Age, string? Name, Point Home, Person? Friend);
        [StoreObject] public partial class Box<T> { public T? Value; }
        [StoreUnion(0, typeof(Circle))] public partial interface IShape;
        [StoreObject] public partial class Circle : IShape;
        [StoreObject(StoreLayout.VersionTolerant)] public partial class Tolerant { public Box<int>? Box; }
        """;

    private const string Struct = "namespace Samples; public struct Point { public byte X; public long Y; }";

    [Fact]
    public void SameCompilation_RunsNothing()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Source, Struct);
        Assert.All(Reasons(Rerun(compilation, compilation)), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void UnrelatedEdit_ChangesNoModelAndEmitsNothing()
    {
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Source, Struct, "class Unrelated;");
        GeneratorRunResult result = Rerun(before, Edit(before, 2, "class Unrelated { int _field; }"));
        Assert.All(Reasons(result), static reason => Assert.NotEqual(IncrementalStepRunReason.Modified, reason));
        Assert.All(OutputReasons(result), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void EditOfAType_ChangesItsModelOnly()
    {
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Source, Struct);
        GeneratorRunResult result = Rerun(before, Edit(before, 0, Source.Replace("int Age", "long Age", StringComparison.Ordinal)));
        Assert.Single(Reasons(result), static reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void EditOfAStructThatAMemberHolds_ChangesTheModelOfItsHolder()
    {
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Source, Struct);
        GeneratorRunResult result = Rerun(before, Edit(before, 1, Struct.Replace("byte X", "short X", StringComparison.Ordinal)));
        Assert.Single(Reasons(result), static reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void Models_HoldNothingOfTheCompilers()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Source, Struct);
        object[] models = [.. Steps(Rerun(compilation, compilation)).Select(static output => output.Value)];
        Assert.Equal(5, models.Length);
        Assert.All(models, static model => ModelGraph.AssertPure(model));
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)old.Options, old.FilePath));
    }

    private static GeneratorRunResult Rerun(CSharpCompilation before, CSharpCompilation after)
    {
        return GeneratorHarness.Driver()
            .RunGenerators(before, TestContext.Current.CancellationToken)
            .RunGenerators(after, TestContext.Current.CancellationToken)
            .GetRunResult().Results[0];
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result) => Steps(result).Select(static output => output.Reason);

    private static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Steps(GeneratorRunResult result)
    {
        return result.TrackedSteps
            .Where(static step => step.Key is TrackingNames.StoreObjects or TrackingNames.StoreUnions)
            .SelectMany(static step => step.Value)
            .SelectMany(static run => run.Outputs);
    }

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result)
    {
        return result.TrackedOutputSteps.Values.SelectMany(static runs => runs).SelectMany(static run => run.Outputs).Select(static output => output.Reason);
    }
}
