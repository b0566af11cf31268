using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>
/// Runs one analyzer over code that uses the SDK, generated code included, and compares what it flags with the text between
/// <c>[|</c> and <c>|]</c>. Code without such marks must not be flagged. The code has to compile.
/// </summary>
internal static partial class UseHarness
{
    /// <summary>The stored type that the statements use.</summary>
    internal const string Stored =
        "[Mooncake.StoreKey(\"kv/{Model}/{Block:x16}\")] public sealed partial record KvBlock(string Model, ulong Block, System.ReadOnlyMemory<byte> Payload);";

    /// <summary>What the compiler warns of where an analyzer threw: that it then flags nothing proves nothing.</summary>
    private const string AnalyzerThrew = "AD0001";

    /// <summary>Generated once: every test adds its file.</summary>
    private static readonly Lazy<Compilation> WithStored = new(static () => Generate(Stored));

    /// <summary>Verifies statements of an asynchronous method with the usual variables; see <see cref="Wrap"/>.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="statements">The statements, with marks.</param>
    /// <returns>The messages, in the order of the text.</returns>
    internal static Task<string[]> VerifyAsync<TAnalyzer>(string statements)
        where TAnalyzer : DiagnosticAnalyzer, new() => VerifyFileAsync<TAnalyzer>(Wrap(statements));

    /// <summary>Verifies a whole file.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="marked">The file, with marks; beside it stands <see cref="Stored"/>.</param>
    /// <returns>The messages, in the order of the text.</returns>
    internal static async Task<string[]> VerifyFileAsync<TAnalyzer>(string marked)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        string source = MarkedText.Unmark(marked, out string[] expected);
        Diagnostic[] diagnostics = await RunAsync(WithStored.Value.AddSyntaxTrees(Parse(source)), new TAnalyzer());
        Assert.Equal(expected, diagnostics.Select(diagnostic => MarkedText.Describe(diagnostic.Location, source)));
        return [.. diagnostics.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))];
    }

    /// <summary>Verifies what a fix makes of statements with one finding, layout aside; both have to compile.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <typeparam name="TFix">The fix.</typeparam>
    /// <param name="before">The statements; see <see cref="Wrap"/>.</param>
    /// <param name="after">The statements after the fix, or null where none may be offered.</param>
    internal static async Task VerifyFixAsync<TAnalyzer, TFix>(string before, string? after)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        string source = $"{Wrap(before)}\n{Stored}";
        Assert.Equal(after is null ? 0 : 1, await CodeFixHarness.CountOffersAsync<TAnalyzer, TFix>(source));
        if (after is not null)
        {
            Assert.Equal(
                Spaces().Replace($"{Wrap(after)}\n{Stored}", " "),
                Spaces().Replace(await CodeFixHarness.FixAsync<TAnalyzer, TFix>(source), " "));
        }
    }

    /// <summary>Verifies what fixing all findings makes of statements, layout aside; both have to compile.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <typeparam name="TFix">The fix.</typeparam>
    /// <param name="before">The statements; see <see cref="Wrap"/>.</param>
    /// <param name="after">The statements after the fix.</param>
    internal static async Task VerifyFixAllAsync<TAnalyzer, TFix>(string before, string after)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() => Assert.Equal(
            Spaces().Replace($"{Wrap(after)}\n{Stored}", " "),
            Spaces().Replace(await CodeFixHarness.FixAllAsync<TAnalyzer, TFix>($"{Wrap(before)}\n{Stored}"), " "));

    /// <summary>What analyzers report, in the order of the text.</summary>
    /// <param name="compilation">What they look at; has to compile.</param>
    /// <param name="analyzers">The analyzers.</param>
    internal static async Task<Diagnostic[]> RunAsync(Compilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([.. analyzers])
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics.Where(static diagnostic =>
            !IsRule(diagnostic) && (diagnostic.DefaultSeverity == DiagnosticSeverity.Error || diagnostic.Id == AnalyzerThrew)));
        return [.. diagnostics.Where(IsRule).OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>A class with a method of the statements, to stand beside <see cref="Stored"/>.</summary>
    /// <param name="statements">The statements.</param>
    internal static string Wrap(string statements) => $$"""
        #pragma warning disable CS0162, CS0168, CS0169, CS0219, CS0414, CS0649, CS1998, CS8600, CS8602
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Mooncake;

        public class User
        {
            private MooncakeStore? _store;
            private StoreLease<KvBlock>? _lease;
            private RegisteredBuffer? _buffer;
            private ReadOnlyMemory<byte> _memory;
            private KvBlock? _block;
            private readonly ReadOnlyMemory<byte>[] _memories = new ReadOnlyMemory<byte>[1];
            private readonly (List<ReadOnlyMemory<byte>> List, Dictionary<string, KvBlock> Map) _held = ([], []);

            public async Task<object?> RunAsync(
                MooncakeStore store, KvBlock block, KvBlockKey key, KvBlock[] blocks, List<KvBlockKey> keys, string name, bool flag)
            {
                await Task.Yield();
                {{statements}}
                return null;
            }

            private static void Use(object? value) { }
            private static Task UseAsync(object? value) => Task.CompletedTask;
        }
        """;

    /// <summary>A compilation of one file and what is generated for it.</summary>
    /// <param name="source">The file.</param>
    internal static Compilation Generate(string source)
    {
        CSharpCompilation user = GeneratorHarness.Compile(GeneratorHarness.CSharp14, source)
            .WithOptions(GeneratorHarness.CompilationOptions.WithAllowUnsafe(true));
        GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(user, out Compilation compilation, out _, TestContext.Current.CancellationToken);
        return compilation;
    }

    private static SyntaxTree Parse(string source) =>
        CSharpSyntaxTree.ParseText(source, GeneratorHarness.Options(GeneratorHarness.CSharp14), "User.cs", cancellationToken: TestContext.Current.CancellationToken);

    private static bool IsRule(Diagnostic diagnostic) => diagnostic.Id.StartsWith("MOON", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
