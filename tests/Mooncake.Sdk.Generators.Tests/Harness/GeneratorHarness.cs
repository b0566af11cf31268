using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Runs the generator in a compilation as a user has it: nullable on, warnings as errors, the SDK referenced.</summary>
internal static class GeneratorHarness
{
    /// <summary>C# 14, which the pinned compiler package knows as preview only.</summary>
    internal const LanguageVersion CSharp14 = LanguageVersion.Preview;

    /// <summary>The runtime and the SDK.</summary>
    internal static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is string name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Mooncake.Sdk.dll" or "Mooncake.Abstractions.dll" or "Mooncake.Native.dll" or "MemoryPack.Core.dll" or "netstandard.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A compilation of source files.</summary>
    /// <param name="version">The language.</param>
    /// <param name="sources">The files.</param>
    internal static CSharpCompilation Compile(LanguageVersion version, params string[] sources) =>
        Empty.Value.AddSyntaxTrees([.. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, Options(version), $"File{i}.cs"))]);

    /// <summary>Nullable on, warnings as errors.</summary>
    internal static CSharpCompilationOptions CompilationOptions { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        generalDiagnosticOption: ReportDiagnostic.Error,
        specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic> { ["CS1591"] = ReportDiagnostic.Suppress, ["CS1701"] = ReportDiagnostic.Suppress });

    /// <summary>
    /// What all compilations derive from, and what keeps the symbols of the referenced assemblies: reading these anew for each test takes
    /// longer than all the rest.
    /// </summary>
    private static Lazy<CSharpCompilation> Empty { get; } = new(static () =>
    {
        CSharpCompilation empty = CSharpCompilation.Create("User", [], References, CompilationOptions);

        // References are bound at the first question about them.
        Assert.Equal(SpecialType.System_Object, empty.GetSpecialType(SpecialType.System_Object).SpecialType);
        return empty;
    });

    /// <summary>A driver that remembers why each step ran.</summary>
    /// <param name="version">The language.</param>
    internal static GeneratorDriver Driver(LanguageVersion version = CSharp14) => CSharpGeneratorDriver.Create(
        [new StoreGenerator().AsSourceGenerator()],
        parseOptions: Options(version),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Generates, and fails unless everything compiles without a warning.</summary>
    /// <param name="version">The language.</param>
    /// <param name="sources">The user's files.</param>
    internal static GeneratedCode Generate(LanguageVersion version, params string[] sources)
    {
        GeneratorDriver driver = Driver(version).RunGeneratorsAndUpdateCompilation(Compile(version, sources), out Compilation compilation, out _);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return new GeneratedCode(compilation, result.GeneratedSources.ToDictionary(static file => file.HintName, static file => file.SourceText.ToString()));
    }

    /// <summary>Generates for C# 14.</summary>
    /// <param name="sources">The user's files.</param>
    internal static GeneratedCode Generate(params string[] sources) => Generate(CSharp14, sources);

    /// <summary>Comments are checked in C# 12 only: this compiler package cannot write those of extension blocks yet.</summary>
    /// <param name="version">The language.</param>
    internal static CSharpParseOptions Options(LanguageVersion version) =>
        new(version, version == CSharp14 ? DocumentationMode.Parse : DocumentationMode.Diagnose);
}
