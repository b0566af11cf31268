using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>MOON0104: states for each member the slot that it has now, so that stored objects stay readable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StateOrderCodeFixProvider))]
[Shared]
public sealed class StateOrderCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnstatedTolerantOrder];

    /// <inheritdoc/>
    protected override string Title => "State the slot of each member";

    // Members in other files, such as those of base types, would be numbered for all types that inherit them.
    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic)
    {
        SyntaxNode? type = TypeAt(root, diagnostic);
        return diagnostic.AdditionalLocations.All(location =>
            location.SourceTree == diagnostic.Location.SourceTree
            && MemberAt(root, location) is { } member
            && member.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() == type);
    }

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        for (int slot = 0; slot < diagnostic.AdditionalLocations.Count; slot++)
        {
            SyntaxNode member = MemberAt(editor.OriginalRoot, diagnostic.AdditionalLocations[slot])!;
            editor.ReplaceNode(member, State(member, slot));
        }
    }

    private static TypeDeclarationSyntax? TypeAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan) as TypeDeclarationSyntax;

    /// <summary>The declaration that an attribute goes on: a property, a field that is declared alone, or a record's parameter.</summary>
    private static SyntaxNode? MemberAt(SyntaxNode root, Location location) => root.FindNode(location.SourceSpan) switch
    {
        PropertyDeclarationSyntax property => property,
        ParameterSyntax parameter => parameter,
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } } => field,
        _ => null,
    };

    private static SyntaxNode State(SyntaxNode member, int slot)
    {
        AttributeSyntax attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::Mooncake.StoreOrderAttribute").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ParseAttributeArgumentList($"({slot})"));
        AttributeListSyntax list = SyntaxFactory.AttributeList([attribute]).WithTrailingTrivia(SyntaxFactory.Space);
        SyntaxNode bare = member.WithoutLeadingTrivia();
        SyntaxNode stated = bare switch
        {
            PropertyDeclarationSyntax property => property.WithAttributeLists(property.AttributeLists.Insert(0, list)),
            FieldDeclarationSyntax field => field.WithAttributeLists(field.AttributeLists.Insert(0, list)),
            ParameterSyntax parameter => parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, list.WithTarget(
                SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.PropertyKeyword)).WithTrailingTrivia(SyntaxFactory.Space)))),
            _ => bare,
        };
        return stated.WithLeadingTrivia(member.GetLeadingTrivia());
    }
}
