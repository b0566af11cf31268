using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Usage;

/// <summary>MOON0503: goes through the results of one batch in place of single operations.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BatchLoopCodeFixProvider))]
[Shared]
public sealed class BatchLoopCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.SingleCallInLoop];

    /// <inheritdoc/>
    protected override string Title => "Use the batch form";

    private const LanguageVersion CSharp13 = (LanguageVersion)1300;

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic)
    {
        // A batch is gone through as a span, which asynchronous methods may do since C# 13.
        return diagnostic.Properties.ContainsKey(DiagnosticProperties.Batch)
            && root.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= CSharp13 }
            && AwaitAt(root, diagnostic)?.FirstAncestorOrSelf<ForEachStatementSyntax>() is not null;
    }

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        AwaitExpressionSyntax awaiting = AwaitAt(editor.OriginalRoot, diagnostic)!;
        ForEachStatementSyntax loop = awaiting.FirstAncestorOrSelf<ForEachStatementSyntax>()!;
        InvocationExpressionSyntax call = CallAt(editor.OriginalRoot, diagnostic)!;
        ArgumentSyntax item = call.ArgumentList.Arguments[0];
        InvocationExpressionSyntax batch = call
            .WithExpression(((MemberAccessExpressionSyntax)call.Expression).WithName(SyntaxFactory.IdentifierName(diagnostic.Properties[DiagnosticProperties.Batch]!)))
            .WithArgumentList(call.ArgumentList.ReplaceNode(item, SyntaxFactory.Argument(loop.Expression.WithoutTrivia())));

        // Where the result has a name, it keeps it.
        LocalDeclarationStatementSyntax? named = awaiting.Parent is EqualsValueClauseSyntax
        {
            Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } },
        }
            && declaration.Parent == loop.Statement
                ? declaration
                : null;
        string name = named?.Declaration.Variables[0].Identifier.Text ?? FixSyntax.UnusedName(loop, "result");
        StatementSyntax body = named is null
            ? loop.Statement.ReplaceNode(WithParentheses(awaiting), SyntaxFactory.IdentifierName(name))
            : loop.Statement.RemoveNode(named, SyntaxRemoveOptions.KeepNoTrivia)!;
        string type = editor.SemanticModel.GetTypeInfo(awaiting).Type!.ToMinimalDisplayString(editor.SemanticModel, loop.SpanStart);
        editor.ReplaceNode(loop, loop
            .WithType(SyntaxFactory.ParseTypeName(type).WithTriviaFrom(loop.Type))
            .WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(loop.Identifier))
            .WithExpression(awaiting.ReplaceNode(call, batch).WithoutTrivia())
            .WithStatement(body));
    }

    private static ExpressionSyntax WithParentheses(AwaitExpressionSyntax awaiting) =>
        awaiting.Parent as ParenthesizedExpressionSyntax ?? (ExpressionSyntax)awaiting;

    private static AwaitExpressionSyntax? AwaitAt(SyntaxNode root, Diagnostic diagnostic) =>
        CallAt(root, diagnostic)?.FirstAncestorOrSelf<AwaitExpressionSyntax>();

    private static InvocationExpressionSyntax? CallAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) as InvocationExpressionSyntax;
}
