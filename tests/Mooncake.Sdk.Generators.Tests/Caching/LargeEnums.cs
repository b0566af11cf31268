using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Caching;

/// <summary>Twenty templates over an enum of 2,000 names: what is emitted does not grow with the enum.</summary>
/// <param name="output">Where the figures of the measurement go.</param>
public class LargeEnums(ITestOutputHelper output)
{
    private const int Templates = 20;
    private const int Names = 2000;

    [Fact]
    public void Enum_OfManyNames_IsInNoEmittedFile()
    {
        GeneratedCode large = GeneratorHarness.Generate(Source(Names));
        GeneratedCode small = GeneratorHarness.Generate(Source(1));
        Assert.Equal(Templates, large.RecordFiles.Count);
        Assert.Equal(small.Files, large.Files);
    }

    /// <summary>Not a test: it runs where it is asked for, and asserts no times.</summary>
    [Fact(Explicit = true)]
    public async Task Measure_ACompilationWithAllRules()
    {
        Stopwatch watch = Stopwatch.StartNew();
        Compilation compilation = UseHarness.Generate(Source(Names));
        Print("generator", watch);
        Assert.True(compilation.Emit(Stream.Null, cancellationToken: TestContext.Current.CancellationToken).Success);
        Print("compiler", watch);
        foreach (Type rule in typeof(StoreGenerator).Assembly.GetTypes().Where(static type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract))
        {
            Stopwatch one = Stopwatch.StartNew();
            ImmutableArray<DiagnosticAnalyzer> rules = [(DiagnosticAnalyzer)Activator.CreateInstance(rule)!];
            await compilation.WithAnalyzers(rules).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            if (one.Elapsed > TimeSpan.FromSeconds(1))
            {
                Print(rule.Name, one);
            }
        }

        Print("all", watch);
    }

    private static string Source(int names)
    {
        string[] records =
        [
            .. Enumerable.Range(0, Templates).Select(static i => string.Create(
                CultureInfo.InvariantCulture, $"[StoreKey(\"t{i}/{{Kind:G}}/{{Id}}\")] public sealed partial record R{i}(Kind Kind, int Id);")),
        ];
        string values = string.Join(", ", Enumerable.Range(0, names).Select(static i => string.Create(CultureInfo.InvariantCulture, $"Name_{i}")));
        return $"using Mooncake; {string.Join("\n", records)} public enum Kind {{ {values} }}";
    }

    private void Print(string what, Stopwatch watch) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:0.0} s"));
}
