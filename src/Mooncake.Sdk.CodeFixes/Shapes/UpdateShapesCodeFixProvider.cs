using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Shapes;

/// <summary>MOON0121 and MOON0122: writes shapes down whose stored objects stay readable, or that were not on file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UpdateShapesCodeFixProvider))]
[Shared]
public sealed class UpdateShapesCodeFixProvider : WriteShapeCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.OutgrownShape, DiagnosticIds.UnlistedShape];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new UpdateAllShapesProvider();

    /// <inheritdoc/>
    protected override string TitleFor(string id) =>
        id == DiagnosticIds.UnlistedShape ? $"Add the line to {ShapeFileText.FileName}" : $"Update the line in {ShapeFileText.FileName}";
}
