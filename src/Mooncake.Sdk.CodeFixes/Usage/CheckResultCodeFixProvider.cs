using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Usage;

/// <summary>MOON0500: awaits the operation, and throws where it failed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CheckResultCodeFixProvider))]
[Shared]
public sealed class CheckResultCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.IgnoredResult];

    /// <inheritdoc/>
    protected override string Title => "Throw if the operation failed";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic)
    {
        ExpressionSyntax? ignored = IgnoredAt(root, diagnostic);
        return ignored is not null
            && diagnostic.Properties.TryGetValue(DiagnosticProperties.Check, out string? check)
            && (check != "FirstError" || ignored.Parent is ExpressionStatementSyntax)
            && (!diagnostic.Properties.ContainsKey(DiagnosticProperties.IsTask) || FixSyntax.CanAwait(ignored));
    }

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        ExpressionSyntax ignored = IgnoredAt(editor.OriginalRoot, diagnostic)!;
        ExpressionSyntax result = ignored.WithoutTrivia();
        if (diagnostic.Properties.ContainsKey(DiagnosticProperties.IsTask))
        {
            result = FixSyntax.Await(result);
        }

        string check = diagnostic.Properties[DiagnosticProperties.Check]!;
        ExpressionSyntax member = FixSyntax.Member(
            result is AwaitExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(result) : result, check);
        if (check != "FirstError")
        {
            editor.ReplaceNode(ignored, SyntaxFactory.InvocationExpression(member).WithTriviaFrom(ignored));
            return;
        }

        string name = FixSyntax.UnusedName(ignored, "error");
        editor.ReplaceNode(ignored.Parent!, FixSyntax.ParseStatement(
            $"if ({member} is {{ }} {name})\n{{\n    throw new Mooncake.StoreException({name});\n}}", ignored.Parent!));
    }

    private static ExpressionSyntax? IgnoredAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
}
