using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Mooncake.Sdk.CodeFixes.Usage;

/// <summary>Pieces of syntax that several fixes make.</summary>
internal static class FixSyntax
{
    /// <summary>Whether <c>await</c> may stand where a node stands.</summary>
    /// <param name="node">Any node.</param>
    public static bool CanAwait(SyntaxNode node)
    {
        foreach (SyntaxNode outer in node.Ancestors())
        {
            switch (outer)
            {
                case LockStatementSyntax or QueryExpressionSyntax or UnsafeStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Awaits an expression.</summary>
    /// <param name="task">The expression, without trivia.</param>
    public static AwaitExpressionSyntax Await(ExpressionSyntax task)
    {
        return SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), task);
    }

    /// <summary>A member of an expression.</summary>
    /// <param name="target">The expression.</param>
    /// <param name="name">The member's name.</param>
    public static ExpressionSyntax Member(ExpressionSyntax target, string name)
    {
        return SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, target, SyntaxFactory.IdentifierName(name));
    }

    /// <summary>A statement in place of another one, to be formatted as the rest of the file is.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="replaced">What it replaces; gives it the trivia.</param>
    public static StatementSyntax ParseStatement(string text, SyntaxNode replaced)
    {
        return SyntaxFactory.ParseStatement(text).WithTriviaFrom(replaced).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>A name that the member around a node does not use yet.</summary>
    /// <param name="node">Any node.</param>
    /// <param name="wanted">The name, which gets a number where it is used.</param>
    public static string UnusedName(SyntaxNode node, string wanted)
    {
        SyntaxNode scope = (SyntaxNode?)node.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() ?? node.SyntaxTree.GetRoot();
        HashSet<string> used = [.. scope.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)];
        string name = wanted;
        for (int number = 2; used.Contains(name); number++)
        {
            name = wanted + number;
        }

        return name;
    }
}
