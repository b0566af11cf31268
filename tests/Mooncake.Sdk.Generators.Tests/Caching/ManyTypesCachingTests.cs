using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Caching;

/// <summary>What an edit of one file runs again in a project of five hundred stored types, counted.</summary>
public class ManyTypesCachingTests
{
    private static readonly string[] StepNames =
        [.. typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static field => (string)field.GetRawConstantValue()!)];

    private static readonly CSharpCompilation Before = ManyTypes.Compile();

    private static readonly Lazy<GeneratorDriver> Driver = new(static () => GeneratorHarness.Driver(LanguageVersion.CSharp12).RunGenerators(Before));

    [Fact]
    public void Project_OfManyTypes_IsEmittedWhole()
    {
        GeneratorRunResult result = Driver.Value.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Equal(ManyTypes.Emitted, result.GeneratedSources.Length);
        Assert.All(Outputs(result), static reason => Assert.Equal(IncrementalStepRunReason.New, reason));
    }

    [Fact]
    public void SameProject_RunsNothing()
    {
        GeneratorRunResult result = Rerun(Before);
        Assert.All(Models(result), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        AssertOutputs(result, modified: 0);
    }

    [Theory]
    [InlineData(0, "using Mooncake;", "using Mooncake; // A comment.")]
    [InlineData(17, "public sealed partial record", "public sealed  partial  record")]
    [InlineData(ManyTypes.Files, "class Unrelated { }", "class Unrelated { public static int Number => 1; }")]
    public void Edit_ThatSaysNothingNew_EmitsNothing(int file, string from, string to)
    {
        GeneratorRunResult result = Rerun(ManyTypes.Edit(Before, file, from, to));
        AssertModels(result, modified: 0);
        AssertOutputs(result, modified: 0);
    }

    [Theory]
    [InlineData("public string? Name", "public string? Title", 1)]
    [InlineData("public float[]? Weights", "public double[]? Weights", 1)]
    [InlineData("DateTimeOffset CreatedAt", "DateTime CreatedAt", 1)]
    [InlineData("blocks17/", "bricks17/", 1)]
    [InlineData("int Layer", "long Layer", 2)]
    public void EditOfOneType_EmitsItsFilesOnly(string from, string to, int files)
    {
        GeneratorRunResult result = Rerun(ManyTypes.Edit(Before, 17, from, to));
        AssertModels(result, modified: files);
        AssertOutputs(result, modified: files);
    }

    [Fact]
    public void LanguageVersion_EmitsExtensionsOnly()
    {
        CSharpParseOptions options = GeneratorHarness.Options(GeneratorHarness.CSharp14);
        GeneratorRunResult result = Driver.Value
            .WithUpdatedParseOptions(options)
            .RunGenerators(GeneratorHarness.Compile(GeneratorHarness.CSharp14, ManyTypes.Texts), TestContext.Current.CancellationToken)
            .GetRunResult().Results[0];
        AssertModels(result, modified: 0);
        AssertOutputs(result, modified: ManyTypes.Files);
    }

    [Fact]
    public void Models_OfEveryStep_HoldNothingOfTheCompilers()
    {
        GeneratorRunResult result = Driver.Value.GetRunResult().Results[0];
        object[] models = [.. Steps(result).Select(static output => output.Value)];

        // Two for a record (key, serializer), one for an object; and what is known of the language.
        Assert.Equal((3 * ManyTypes.Files) + 1, models.Length);
        Assert.All(models, static model => ModelGraph.AssertPure(model));
    }

    private static GeneratorRunResult Rerun(CSharpCompilation after) =>
        Driver.Value.RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results[0];

    private static void AssertModels(GeneratorRunResult result, int modified)
    {
        IncrementalStepRunReason[] reasons = [.. Models(result)];
        Assert.Equal(ManyTypes.Emitted, reasons.Length);
        Assert.Equal(modified, reasons.Count(static reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(ManyTypes.Emitted - modified, reasons.Count(static reason => reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached));
    }

    private static void AssertOutputs(GeneratorRunResult result, int modified)
    {
        IncrementalStepRunReason[] reasons = [.. Outputs(result)];
        Assert.Equal(ManyTypes.Emitted, reasons.Length);
        Assert.Equal(modified, reasons.Count(static reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(ManyTypes.Emitted - modified, reasons.Count(static reason => reason == IncrementalStepRunReason.Cached));
    }

    private static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Steps(GeneratorRunResult result) => result.TrackedSteps
        .Where(static step => StepNames.Contains(step.Key))
        .SelectMany(static step => step.Value)
        .SelectMany(static run => run.Outputs);

    private static IEnumerable<IncrementalStepRunReason> Models(GeneratorRunResult result) => Steps(result)
        .Where(static output => output.Value is not bool)
        .Select(static output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) => result.TrackedOutputSteps.Values
        .SelectMany(static runs => runs)
        .SelectMany(static run => run.Outputs)
        .Select(static output => output.Reason);
}
