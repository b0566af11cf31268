using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>MOON0001: declares the type, and those around it, partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialCodeFixProvider))]
[Shared]
public sealed class MakePartialCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.NotPartial];

    /// <inheritdoc/>
    protected override string Title => "Make the type and those around it partial";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) => TypesAt(root, diagnostic).Any();

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        foreach (TypeDeclarationSyntax type in TypesAt(editor.OriginalRoot, diagnostic))
        {
            editor.ReplaceNode(type, static (current, generator) =>
            {
                DeclarationModifiers modifiers = generator.GetModifiers(current);
                return modifiers.IsPartial ? current : generator.WithModifiers(current, modifiers.WithPartial(true));
            });
        }
    }

    // A type that is not partial has one declaration, and so do the types around one that are not: all stand in this file.
    private static IEnumerable<TypeDeclarationSyntax> TypesAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan)
            .AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword));
}
