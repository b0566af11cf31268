using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Records;

/// <summary>What an edit runs again: nothing but what it changes.</summary>
public class RecordCachingTests
{
    private const string Record = """
        using Mooncake;
        namespace Samples;
        [StoreKey("kv/{Model}/{Layer}")]
        public partial record KvBlock(string Model, int Layer);
        """;

    private const string OtherRecord = """
        namespace Samples;
        [Mooncake.StoreKey("other/{Name}")]
        public partial record Other(string Name);
        """;

    [Fact]
    public void SameCompilation_RunsNothing()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Record, OtherRecord);
        AssertReasons(Rerun(compilation, compilation), IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void EditInAnotherFile_RunsNothing()
    {
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Record, OtherRecord, "class Unrelated;");
        CSharpCompilation after = Edit(before, 2, "class Unrelated { int _field; }");
        AssertReasons(Rerun(before, after), IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void CommentInTheSameFile_ChangesNoModel()
    {
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Record, OtherRecord);
        CSharpCompilation after = Edit(before, 0, "// A comment that moves everything down.\n" + Record + "\nclass Unrelated;");
        AssertReasons(Rerun(before, after), IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void OtherMembersOfTheRecord_ChangeNoModel()
    {
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Record, OtherRecord);
        CSharpCompilation after = Edit(before, 0, Record.Replace("int Layer)", "int Layer, string? Note)", StringComparison.Ordinal));
        AssertReasons(Rerun(before, after), IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
    }

    [Theory]
    [InlineData("kv/", "kw/")]
    [InlineData("int Layer", "long Layer")]
    [InlineData("public partial", "internal partial")]
    [InlineData("{Layer}\"", "{Layer}\", Set = \"Blocks\"")]
    public void EditOfTheRecord_ChangesItsModelOnly(string from, string to)
    {
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Record, OtherRecord);
        CSharpCompilation after = Edit(before, 0, Record.Replace(from, to, StringComparison.Ordinal));
        GeneratorRunResult result = Rerun(before, after);
        AssertOneModified(Reasons(result, TrackingNames.StoreRecords));
        AssertOneModified(RecordOutputs(result));
    }

    [Fact]
    public void EnumGetsANameOfAnUsedNumber_ChangesTheModel()
    {
        const string WithEnum = "[Mooncake.StoreKey(\"{Kind:G}\")] public partial record T(Kind Kind);";
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, WithEnum, "public enum Kind { A }");
        GeneratorRunResult result = Rerun(before, Edit(before, 1, "public enum Kind { A, B = A }"));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, TrackingNames.StoreRecords));
    }

    [Fact]
    public void EnumGetsAName_ChangesNothing()
    {
        const string WithEnum = "[Mooncake.StoreKey(\"{Kind:G}\")] public partial record T(Kind Kind);";
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, WithEnum, "public enum Kind { A }");
        GeneratorRunResult result = Rerun(before, Edit(before, 1, "public enum Kind { A, B }"));
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, Reasons(result, TrackingNames.StoreRecords));
    }

    [Fact]
    public void RecordLosesItsAttribute_LosesItsCode()
    {
        CSharpCompilation before = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Record, OtherRecord);
        GeneratorRunResult result = Rerun(before, Edit(before, 0, Record.Replace("[StoreKey(\"kv/{Model}/{Layer}\")]", "", StringComparison.Ordinal)));
        Assert.Equal(["Samples.Other.StoreKey.g.cs"], result.GeneratedSources.Select(static file => file.HintName).Where(GeneratedCode.IsRecordFile));
    }

    [Fact]
    public void LanguageVersion_IsOneBool()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(LanguageVersion.CSharp12, Record);
        GeneratorDriver driver = GeneratorHarness.Driver(LanguageVersion.CSharp12).RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = driver.WithUpdatedParseOptions(new CSharpParseOptions(LanguageVersion.CSharp13)).RunGenerators(GeneratorHarness.Compile(LanguageVersion.CSharp13, Record), TestContext.Current.CancellationToken);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.All(Reasons(result, TrackingNames.ExtensionMembers), static reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
    }

    [Fact]
    public void Models_HoldNothingOfTheCompilers()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14, Record, OtherRecord);
        GeneratorRunResult result = GeneratorHarness.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results[0];
        object[] models = [.. Steps(result, TrackingNames.StoreRecords).Select(static output => output.Value)];
        Assert.Equal(2, models.Length);
        Assert.All(models, static model => ModelGraph.AssertPure(model));
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)old.Options, old.FilePath));
    }

    private static GeneratorRunResult Rerun(CSharpCompilation before, CSharpCompilation after) =>
        GeneratorHarness.Driver().RunGenerators(before, TestContext.Current.CancellationToken).RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results[0];

    private static void AssertReasons(GeneratorRunResult result, IncrementalStepRunReason models, IncrementalStepRunReason outputs)
    {
        IncrementalStepRunReason[] reasons = [.. Reasons(result, TrackingNames.StoreRecords)];
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.True(reason == models || reason == IncrementalStepRunReason.Cached, reason.ToString()));
        Assert.All(RecordOutputs(result), reason => Assert.Equal(outputs, reason));
    }

    private static void AssertOneModified(IEnumerable<IncrementalStepRunReason> reasons)
    {
        IncrementalStepRunReason[] all = [.. reasons];
        Assert.Equal(2, all.Length);
        Assert.Single(all, IncrementalStepRunReason.Modified);
        Assert.Single(all, static reason => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        Steps(result, step).Select(static output => output.Reason);

    private static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Steps(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(static run => run.Outputs);

    /// <summary>Why each of the pipeline's own outputs ran: those whose input came through the step with the records.</summary>
    private static IEnumerable<IncrementalStepRunReason> RecordOutputs(GeneratorRunResult result) =>
        result.TrackedOutputSteps.Values
            .SelectMany(static runs => runs)
            .Where(static run => run.Inputs.Any(static input => ComesFrom(input.Source, TrackingNames.StoreRecords)))
            .SelectMany(static run => run.Outputs)
            .Select(static output => output.Reason);

    private static bool ComesFrom(IncrementalGeneratorRunStep step, string name) =>
        step.Name == name || step.Inputs.Any(input => ComesFrom(input.Source, name));
}
