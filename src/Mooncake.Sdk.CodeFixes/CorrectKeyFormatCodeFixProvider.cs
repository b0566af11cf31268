using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>MOON0023: removes the format, or writes it as keys take it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectKeyFormatCodeFixProvider))]
[Shared]
public sealed class CorrectKeyFormatCodeFixProvider : TextCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnsupportedKeyFormat];

    /// <inheritdoc/>
    protected override string TitleFor(string replacement) =>
        replacement.Length == 0 ? "Remove the format" : $"Change the format to '{replacement.Substring(1)}'";
}
