using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Corpus;

/// <summary>One declaration case: the files of a user's project, and how that project is compiled.</summary>
/// <remarks>
/// A case begins with a comment that says why it is there, then with its options, one a line: <c>// language: 12</c> compares and runs
/// what is emitted for that version instead of 14; <c>// oldest: 13</c> where the case's own code needs more than C# 12;
/// <c>// nullable: disable</c>, <c>annotations</c> or <c>warnings</c>; <c>// usings: implicit</c>; <c>// with: unsafe checked</c>;
/// <c>// rules: MOON0030</c>, the rules that speak, in the order of the text; <c>// hushed: CS0612</c>, what emitted files would warn of if
/// they did not turn that off; <c>// whole: Samples.Entry.StoreKey</c>, the emitted files whose snapshots are whole. <c>// file: Name.cs</c> begins a further file.
/// </remarks>
/// <param name="Name">Area and name: the case's path below the corpus, without extension.</param>
/// <param name="Why">What the case is there for.</param>
/// <param name="Options">The options by name.</param>
/// <param name="Files">The files in the order in which the compiler gets them.</param>
internal sealed record CorpusCase(string Name, string Why, IReadOnlyDictionary<string, string> Options, IReadOnlyList<(string Path, string Text)> Files)
{
    private const string Root = "Corpus/";
    private const string Extension = ".cs";
    private const string FileMark = "// file: ";

    // What the .NET SDK defines, as far as MemoryPack's generator asks for it.
    private static readonly ImmutableArray<string> PlatformSymbols = ["NET7_0_OR_GREATER", "NET8_0_OR_GREATER"];

    private static readonly string[] KnownOptions = ["language", "oldest", "nullable", "usings", "with", "rules", "hushed", "whole"];

    /// <summary>The names of all cases.</summary>
    public static string[] Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(static name => name.StartsWith(Root, StringComparison.Ordinal) && !name.Contains(Snapshot.Infix, StringComparison.Ordinal))
            .Select(static name => name[Root.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The version whose emitted text is compared, and whose code runs.</summary>
    public LanguageVersion Language => Version(Option("language", "14"));

    /// <summary>The oldest version in which the case is compiled as well, with its comments checked.</summary>
    public LanguageVersion Oldest => Version(Option("oldest", "12"));

    /// <summary>The rules that speak, in the order of the text.</summary>
    public string[] Rules => Option("rules", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What emitted files would warn of, if they did not turn that off, in order.</summary>
    public string[] Hushed => Option("hushed", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The emitted files that are canonical, without extension: stored whole, where of other files the differences from one of these are.</summary>
    public string[] Whole => Option("whole", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True if nothing that works can be emitted: a rule says why, and there is nothing to run.</summary>
    public bool IsImpossible => Name.StartsWith("Impossible/", StringComparison.Ordinal);

    /// <summary>True if MemoryPack's generator and analyzers run as well, as they do in every project that references the SDK.</summary>
    public bool IsPacked => Name.StartsWith("Packed/", StringComparison.Ordinal);

    /// <summary>Reads a case.</summary>
    /// <param name="name">Its name.</param>
    public static CorpusCase Read(string name)
    {
        string text = Snapshot.ReadResource(Root + name + Extension) ?? throw new FileNotFoundException(name);
        string[] lines = text.Split('\n');
        string[] head = [.. lines.TakeWhile(static line => line.StartsWith("// ", StringComparison.Ordinal) && !line.StartsWith(FileMark, StringComparison.Ordinal))];
        Dictionary<string, string> options = head
            .Select(static line => line[3..].Split(": ", 2))
            .Where(static parts => parts.Length == 2 && KnownOptions.Contains(parts[0]))
            .ToDictionary(static parts => parts[0], static parts => parts[1]);
        return new CorpusCase(name, string.Join(' ', head.Take(head.Length - options.Count)), options, [.. SplitFiles(name, text)]);
    }

    /// <summary>Keeps the symbols of the referenced assemblies for all cases.</summary>
    private static Lazy<CSharpCompilation> Empty { get; } =
        new(static () => CSharpCompilation.Create("User", [], CorpusReferences.All, GeneratorHarness.CompilationOptions));

    /// <summary>The user's project.</summary>
    /// <param name="version">The language.</param>
    public CSharpCompilation Compile(LanguageVersion version)
    {
        CSharpParseOptions parseOptions = GeneratorHarness.Options(version)
            .WithPreprocessorSymbols(version == GeneratorHarness.CSharp14 ? [.. PlatformSymbols, "EXTENSION_MEMBERS"] : PlatformSymbols);
        IEnumerable<(string Path, string Text)> files = Option("usings", "") == "implicit" ? Files.Prepend(("GlobalUsings.g.cs", GlobalUsings)) : Files;
        return Empty.Value.WithOptions(CompilationOptions()).AddSyntaxTrees(files.Select(file => CSharpSyntaxTree.ParseText(file.Text, parseOptions, file.Path)));
    }

    // As strict as a project can be: every warning there is, is an error; but for missing comments, so that a case without them can run.
    private CSharpCompilationOptions CompilationOptions()
    {
        string[] with = Option("with", "").Split(' ');
        return GeneratorHarness.CompilationOptions
            .WithSpecificDiagnosticOptions([KeyValuePair.Create("CS1701", ReportDiagnostic.Suppress), KeyValuePair.Create("CS1591", ReportDiagnostic.Warn)])
            .WithWarningLevel(9999)
            .WithNullableContextOptions(Enum.Parse<NullableContextOptions>(Option("nullable", "enable"), ignoreCase: true))
            .WithAllowUnsafe(with.Contains("unsafe"))
            .WithOverflowChecks(with.Contains("checked"));
    }

    private string Option(string name, string fallback) => Options.TryGetValue(name, out string? value) ? value : fallback;

    private static LanguageVersion Version(string text) => text switch
    {
        "12" => LanguageVersion.CSharp12,
        "13" => LanguageVersion.CSharp13,
        "14" => GeneratorHarness.CSharp14,
        _ => throw new FormatException($"C# '{text}' is not one of 12, 13 and 14."),
    };

    private static IEnumerable<(string Path, string Text)> SplitFiles(string name, string text)
    {
        string[] files = ("\n" + text).Split("\n" + FileMark);
        yield return (Path.GetFileName(name) + Extension, files[0][1..]);
        foreach (string file in files.Skip(1))
        {
            int end = file.IndexOf('\n', StringComparison.Ordinal);
            yield return (file[..end], file[(end + 1)..]);
        }
    }

    /// <summary>What the .NET SDK adds to a project with implicit usings.</summary>
    private const string GlobalUsings = """
        // <auto-generated/>
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;
}
