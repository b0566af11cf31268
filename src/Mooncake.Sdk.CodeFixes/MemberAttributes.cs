using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>Puts attributes on the declarations of members.</summary>
internal static class MemberAttributes
{
    /// <summary>
    /// The declaration that an attribute goes on: a property, a field that is declared alone, or a record's parameter; else null.
    /// </summary>
    /// <param name="root">The file.</param>
    /// <param name="location">The member's name.</param>
    public static SyntaxNode? MemberAt(SyntaxNode root, Location location) => root.FindNode(location.SourceSpan) switch
    {
        PropertyDeclarationSyntax property => property,
        ParameterSyntax parameter => parameter,
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } } => field,
        _ => null,
    };

    /// <summary>A declaration with an attribute more.</summary>
    /// <param name="member">What <see cref="MemberAt"/> answers.</param>
    /// <param name="attribute">The attribute's full name.</param>
    /// <param name="arguments">Its arguments in parentheses, or nothing.</param>
    public static SyntaxNode Add(SyntaxNode member, string attribute, string arguments = "")
    {
        AttributeSyntax syntax = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::" + attribute).WithAdditionalAnnotations(Simplifier.Annotation),
            arguments.Length == 0 ? null : SyntaxFactory.ParseAttributeArgumentList(arguments));
        AttributeListSyntax list = SyntaxFactory.AttributeList([syntax]).WithTrailingTrivia(SyntaxFactory.Space);
        SyntaxNode bare = member.WithoutLeadingTrivia();
        SyntaxNode marked = bare switch
        {
            PropertyDeclarationSyntax property => property.WithAttributeLists(property.AttributeLists.Insert(0, list)),
            FieldDeclarationSyntax field => field.WithAttributeLists(field.AttributeLists.Insert(0, list)),
            ParameterSyntax parameter => parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, list.WithTarget(
                SyntaxFactory.AttributeTargetSpecifier(
                    SyntaxFactory.Token(SyntaxKind.PropertyKeyword)).WithTrailingTrivia(SyntaxFactory.Space)))),
            _ => bare,
        };
        return marked.WithLeadingTrivia(member.GetLeadingTrivia());
    }
}
