using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Usage;

/// <summary>MOON0507: awaits the operation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitOperationCodeFixProvider))]
[Shared]
public sealed class AwaitOperationCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.BlockingCall];

    /// <inheritdoc/>
    protected override string Title => "Await the operation";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic)
    {
        return TaskAt(root, diagnostic, out ExpressionSyntax blocking) is not null && FixSyntax.CanAwait(blocking);
    }

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        ExpressionSyntax task = TaskAt(editor.OriginalRoot, diagnostic, out ExpressionSyntax blocking)!;
        ExpressionSyntax awaiting = FixSyntax.Await(task.WithoutTrivia());
        bool isOfMember = blocking.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax;
        editor.ReplaceNode(blocking, (isOfMember ? SyntaxFactory.ParenthesizedExpression(awaiting) : awaiting).WithTriviaFrom(blocking));
    }

    /// <summary>The task without what waits for it, and without a conversion that only waiting needs.</summary>
    private static ExpressionSyntax? TaskAt(SyntaxNode root, Diagnostic diagnostic, out ExpressionSyntax blocking)
    {
        blocking = (ExpressionSyntax)root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        ExpressionSyntax? task = blocking switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.Text: "Result" } result => result.Expression,
            InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Wait" } wait } => wait.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetResult" } result } => ReceiverOf(result.Expression, "GetAwaiter"),
            _ => null,
        };
        return task is null ? null : ReceiverOf(task, "AsTask") ?? task;
    }

    private static ExpressionSyntax? ReceiverOf(ExpressionSyntax call, string name)
    {
        return call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } && access.Name.Identifier.Text == name
            ? access.Expression
            : null;
    }
}
