using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Usage;

/// <summary>MOON0512: begins the pattern with <c>^</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AnchorPatternCodeFixProvider))]
[Shared]
public sealed class AnchorPatternCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnanchoredPattern];

    /// <inheritdoc/>
    protected override string Title => "Anchor the pattern with '^'";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) => LiteralAt(root, diagnostic) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        LiteralExpressionSyntax literal = LiteralAt(editor.OriginalRoot, diagnostic)!;
        string anchored = diagnostic.Properties[DiagnosticProperties.Replacement]!;
        string text = literal.Token.Text;

        // What is added needs no escape in any form of literal, so that the text between the quotes can stay as it is.
        int opening = text.IndexOf('"') + 1;
        while (text.Length > opening + 1 && text[opening] == '"')
        {
            opening++;
        }

        int closing = text.Length;
        while (closing > opening && text[closing - 1] == '"')
        {
            closing--;
        }

        string inside = text.Substring(opening, closing - opening);
        bool isGrouped = anchored.Length > literal.Token.ValueText.Length + 1;
        string anchoredText = text.Substring(0, opening) + (isGrouped ? $"^(?:{inside})" : "^" + inside) + text.Substring(closing);
        editor.ReplaceNode(literal, SyntaxFactory.ParseExpression(anchoredText).WithTriviaFrom(literal));
    }

    private static LiteralExpressionSyntax? LiteralAt(SyntaxNode root, Diagnostic diagnostic)
    {
        return root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal
            && literal.Token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
            && !literal.Token.ValueText.EndsWith("\"", StringComparison.Ordinal)
            && diagnostic.Properties.ContainsKey(DiagnosticProperties.Replacement)
                ? literal
                : null;
    }
}
