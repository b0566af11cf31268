using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Shapes;

/// <summary>MOON0120: writes the new shape over the old one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptShapeCodeFixProvider))]
[Shared]
public sealed class AcceptShapeCodeFixProvider : WriteShapeCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.ChangedShape];

    // Each of these gives stored objects up: somebody has to decide it for each type, so there is no way to accept all of them at once.
    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    protected override string TitleFor(string id) => $"Accept the new shape in {ShapeFileText.FileName}, giving up stored objects";
}
