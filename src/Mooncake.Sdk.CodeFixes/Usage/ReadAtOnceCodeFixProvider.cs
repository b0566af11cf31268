using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Usage;

/// <summary>MOON0502: turns a question and a read into one read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReadAtOnceCodeFixProvider))]
[Shared]
public sealed class ReadAtOnceCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.ProbedRead];

    /// <inheritdoc/>
    protected override string Title => "Read directly, and use TryGetValue";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) =>
        BranchAt(root, diagnostic) is { } branch && ReadOf(branch) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        IfStatementSyntax branch = BranchAt(editor.OriginalRoot, diagnostic)!;
        LocalDeclarationStatementSyntax declaration = (LocalDeclarationStatementSyntax)((BlockSyntax)branch.Statement).Statements[0];
        TypeSyntax declared = declaration.Declaration.Type;
        TypeSyntax type = declared.WithoutTrivia();
        if (!declared.IsVar
            && declared is not NullableTypeSyntax
            && editor.SemanticModel.GetTypeInfo(declared).Type is { IsReferenceType: true })
        {
            type = SyntaxFactory.NullableType(type);
        }

        string name = declaration.Declaration.Variables[0].Identifier.Text;
        ExpressionSyntax condition = SyntaxFactory.ParseExpression($"{ReadOf(branch)!.WithoutTrivia()}.TryGetValue(out {type} {name})");
        BlockSyntax body = (BlockSyntax)branch.Statement;
        editor.ReplaceNode(branch, branch.WithCondition(condition).WithStatement(body.WithStatements(body.Statements.RemoveAt(0))));
    }

    /// <summary>The branch, if its condition asks for existence and nothing else.</summary>
    private static IfStatementSyntax? BranchAt(SyntaxNode root, Diagnostic diagnostic)
    {
        SyntaxNode probe = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return probe.FirstAncestorOrSelf<IfStatementSyntax>() is
        {
            Else: null,
            Condition: MemberAccessExpressionSyntax { Name.Identifier.Text: "IsFound" or "IsSuccess", Expression: ParenthesizedExpressionSyntax asked },
        } branch && asked.Expression is AwaitExpressionSyntax awaiting && awaiting.Expression.Span.Contains(probe.Span)
            ? branch
            : null;
    }

    /// <summary>The read that the branch begins with: a parenthesis around an <c>await</c>.</summary>
    private static ExpressionSyntax? ReadOf(IfStatementSyntax branch)
    {
        ExpressionSyntax? value = branch.Statement is BlockSyntax { Statements.Count: > 0 } block
            && block.Statements[0] is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: { Count: 1 } variables }
                ? variables[0].Initializer?.Value
                : null;
        ExpressionSyntax? read =
            value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetValueOrThrow" } access }
                ? access.Expression
                : null;
        return read is ParenthesizedExpressionSyntax { Expression: AwaitExpressionSyntax } ? read : null;
    }
}
