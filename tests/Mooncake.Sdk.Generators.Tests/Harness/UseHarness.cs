using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>
/// Runs one analyzer over code that uses the SDK, generated code included, and compares what it flags with the text between
/// <c>[|</c> and <c>|]</c>. Code without such marks must not be flagged. The code has to compile.
/// </summary>
internal static class UseHarness
{
    /// <summary>Verifies statements of an asynchronous method with the usual variables; see <see cref="Wrap"/>.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="statements">The statements, with marks.</param>
    /// <returns>The messages, in the order of the text.</returns>
    internal static Task<string[]> VerifyAsync<TAnalyzer>(string statements)
        where TAnalyzer : DiagnosticAnalyzer, new() => VerifyFileAsync<TAnalyzer>(Wrap(statements));

    /// <summary>Verifies a whole file.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="marked">The file, with marks.</param>
    /// <param name="version">The language.</param>
    /// <returns>The messages, in the order of the text.</returns>
    internal static async Task<string[]> VerifyFileAsync<TAnalyzer>(string marked, LanguageVersion version = GeneratorHarness.CSharp14)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        string source = Unmark(marked, out string[] expected);
        Diagnostic[] diagnostics = await RunAsync(new TAnalyzer(), source, version);
        Assert.Equal(expected, diagnostics.Select(diagnostic => Describe(diagnostic, source)));
        return [.. diagnostics.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))];
    }

    /// <summary>What an analyzer reports in a file, in the order of the text.</summary>
    /// <param name="analyzer">The analyzer.</param>
    /// <param name="source">The file, without marks.</param>
    /// <param name="version">The language.</param>
    internal static async Task<Diagnostic[]> RunAsync(DiagnosticAnalyzer analyzer, string source, LanguageVersion version = GeneratorHarness.CSharp14)
    {
        GeneratorHarness.Driver(version).RunGeneratorsAndUpdateCompilation(
            GeneratorHarness.Compile(version, source), out Compilation compilation, out _, TestContext.Current.CancellationToken);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error));
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([analyzer])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Id == "AD0001");
        return [.. diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>A file with a stored type, and the statements in a method of a class.</summary>
    /// <param name="statements">The statements.</param>
    internal static string Wrap(string statements) => $$"""
        #pragma warning disable CS0162, CS0168, CS0169, CS0219, CS0414, CS0649, CS1998, CS8600, CS8602
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Mooncake;

        [StoreKey("kv/{Model}/{Block:x16}")]
        public sealed partial record KvBlock(string Model, ulong Block, ReadOnlyMemory<byte> Payload);

        public class User
        {
            private MooncakeStore? _store;
            private StoreLease<KvBlock>? _lease;
            private RegisteredBuffer? _buffer;
            private ReadOnlyMemory<byte> _memory;
            private KvBlock? _block;

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

    /// <summary>Takes the marks out of a text.</summary>
    /// <param name="marked">The text.</param>
    /// <param name="expected">What stood between them, each with its position.</param>
    internal static string Unmark(string marked, out string[] expected)
    {
        List<string> spans = [];
        string source = marked;
        for (int start = source.IndexOf("[|", StringComparison.Ordinal); start >= 0; start = source.IndexOf("[|", StringComparison.Ordinal))
        {
            int end = source.IndexOf("|]", start, StringComparison.Ordinal);
            string span = source[(start + 2)..end];
            spans.Add($"{start}: {span}");
            source = source[..start] + span + source[(end + 2)..];
        }

        expected = [.. spans];
        return source;
    }

    private static string Describe(Diagnostic diagnostic, string source)
    {
        Microsoft.CodeAnalysis.Text.TextSpan span = diagnostic.Location.SourceSpan;
        return $"{span.Start}: {source[span.Start..span.End]}";
    }
}
