using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Caching;

/// <summary>
/// Measures generation for the five hundred types of <see cref="ManyTypes"/>. Not a test: it runs where it is asked for, and asserts no
/// times. <c>dotnet run -c Release --project tests/Mooncake.Sdk.Generators.Tests -- --explicit only --filter-class "*GenerationTime" --show-live-output on</c>
/// </summary>
/// <param name="output">Where the figures go.</param>
public class GenerationTime(ITestOutputHelper output)
{
    private const int Rounds = 9;

    private readonly Dictionary<string, double> _best = [];

    [Fact(Explicit = true)]
    public void Measure_FiveHundredTypes()
    {
        for (int round = 0; round < Rounds; round++)
        {
            MeasureWhole();
            MeasureEdits();
        }

        Print("compiler alone: parse and bind the user's files and the emitted ones", "compiler");
        Print("generator alone, from nothing", "cold");
        Print("compiler with generator over compiler alone", "both", "compiler");
        Print("generator from nothing over compiler alone", "cold", "compiler");
        Print("compiler alone, after an edit in one file", "recompile");
        Print("generator after an edit that changes one type", "edit");
        Print("generator after an edit that changes none", "comment");
        Print("generator after an edit of one type over compiler after it", "edit", "recompile");
        Print("generator after an edit of none over compiler after it", "comment", "recompile");
        Print("generator after an edit of one type over generator from nothing", "edit", "cold");
    }

    /// <summary>The build's view: all at once, against the same text without a generator.</summary>
    private void MeasureWhole()
    {
        string[] emitted = [.. Run(ManyTypes.Compile(), out _).GetRunResult().GeneratedTrees.Select(static tree => tree.ToString())];
        Time("compiler", () => Bind(ManyTypes.Compile([.. ManyTypes.Texts, .. emitted])));
        Time("both", () =>
        {
            Run(ManyTypes.Compile(), out Compilation compilation);
            Bind(compilation);
        });
        CSharpCompilation parsed = ManyTypes.Compile();
        Time("cold", () => Run(parsed, out _));
    }

    /// <summary>The editor's view: everything is known, and one file changes.</summary>
    private void MeasureEdits()
    {
        CSharpCompilation before = ManyTypes.Compile();
        GeneratorDriver driver = Run(before, out _);
        CSharpCompilation type = ManyTypes.Edit(before, 17, "public string? Name", "public string? Title");
        Time("edit", () => driver.RunGenerators(type));
        CSharpCompilation comment = ManyTypes.Edit(before, 17, "using Mooncake;", "using Mooncake; // A comment.");
        Time("comment", () => driver.RunGenerators(comment));

        // What the compiler does after an edit in any case: it binds what the editor asks for. Here, all of the user's files, with what is emitted.
        driver.RunGeneratorsAndUpdateCompilation(type, out Compilation compilation, out _);
        Time("recompile", () => Bind(compilation));
    }

    private static GeneratorDriver Run(CSharpCompilation compilation, out Compilation generated) => CSharpGeneratorDriver
        .Create([new StoreGenerator().AsSourceGenerator()], parseOptions: GeneratorHarness.Options(LanguageVersion.CSharp12))
        .RunGeneratorsAndUpdateCompilation(compilation, out generated, out _);

    private static void Bind(Compilation compilation) =>
        Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    private void Time(string name, Action action)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        action();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        _best[name] = Math.Min(milliseconds, _best.GetValueOrDefault(name, double.MaxValue));
    }

    private void Print(string what, string name) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {_best[name]:F1} ms"));

    private void Print(string what, string name, string baseline) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {_best[name] / _best[baseline]:F3}"));
}
