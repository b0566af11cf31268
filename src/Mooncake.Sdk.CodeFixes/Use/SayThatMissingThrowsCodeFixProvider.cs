using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Use;

/// <summary>MOON0501: calls <c>GetValueOrThrow</c> in place of <c>Value</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SayThatMissingThrowsCodeFixProvider))]
[Shared]
public sealed class SayThatMissingThrowsCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UncheckedValue];

    /// <inheritdoc/>
    protected override string Title => "Say that a missing value throws: call GetValueOrThrow";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) => AccessAt(root, diagnostic) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        // Inside of a longer expression, other findings of the file may lie in what the value is read of.
        editor.ReplaceNode(AccessAt(editor.OriginalRoot, diagnostic)!, static (current, _) =>
        {
            MemberAccessExpressionSyntax access = (MemberAccessExpressionSyntax)current;
            return SyntaxFactory.InvocationExpression(access.WithName(SyntaxFactory.IdentifierName("GetValueOrThrow")).WithoutTrailingTrivia())
                .WithTrailingTrivia(access.GetTrailingTrivia());
        });
    }

    private static MemberAccessExpressionSyntax? AccessAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).Parent as MemberAccessExpressionSyntax;
}
