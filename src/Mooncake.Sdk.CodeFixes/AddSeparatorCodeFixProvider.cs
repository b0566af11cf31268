using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>MOON0012 and MOON0013: puts a separator between a key part and what follows it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddSeparatorCodeFixProvider))]
[Shared]
public sealed class AddSeparatorCodeFixProvider : TextCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.AdjacentPlaceholders, DiagnosticIds.AmbiguousLiteral];

    /// <inheritdoc/>
    protected override string TitleFor(string replacement) => "Add the separator '/'";
}
