using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>
/// MOON0030: makes a property's setter <c>init</c>, and a field a property with one: object initializers go on compiling.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SealKeyMemberCodeFixProvider))]
[Shared]
public sealed class SealKeyMemberCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.MutableKeyMember];

    /// <inheritdoc/>
    protected override string Title => "Let the member be set at construction only";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) =>
        SetterAt(root, diagnostic) is not null || FieldAt(root, diagnostic) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        if (SetterAt(editor.OriginalRoot, diagnostic) is { } setter)
        {
            editor.ReplaceNode(setter, ToInit(setter));
        }
        else if (FieldAt(editor.OriginalRoot, diagnostic) is { } field)
        {
            editor.ReplaceNode(field, ToProperty(field));
        }
    }

    private static AccessorDeclarationSyntax? SetterAt(SyntaxNode root, Diagnostic diagnostic)
    {
        return root.FindNode(diagnostic.Location.SourceSpan) is PropertyDeclarationSyntax property
            ? property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration))
            : null;
    }

    // A declaration of several fields is left to its author.
    private static FieldDeclarationSyntax? FieldAt(SyntaxNode root, Diagnostic diagnostic)
    {
        return root.FindNode(diagnostic.Location.SourceSpan) is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } }
            ? field
            : null;
    }

    private static AccessorDeclarationSyntax ToInit(AccessorDeclarationSyntax setter)
    {
        return SyntaxFactory.AccessorDeclaration(
                SyntaxKind.InitAccessorDeclaration,
                setter.AttributeLists,
                setter.Modifiers,
                SyntaxFactory.Token(SyntaxKind.InitKeyword).WithTriviaFrom(setter.Keyword),
                setter.Body,
                setter.ExpressionBody,
                setter.SemicolonToken)
            .WithTriviaFrom(setter);
    }

    private static PropertyDeclarationSyntax ToProperty(FieldDeclarationSyntax field)
    {
        VariableDeclaratorSyntax variable = field.Declaration.Variables[0];
        AccessorListSyntax accessors = ((PropertyDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration("int P { get; init; }")!).AccessorList!;
        bool hasInitializer = variable.Initializer is not null;
        return SyntaxFactory.PropertyDeclaration(
                field.AttributeLists,
                field.Modifiers,
                field.Declaration.Type,
                explicitInterfaceSpecifier: null,
                variable.Identifier.WithTrailingTrivia(SyntaxFactory.Space),
                hasInitializer ? accessors.WithTrailingTrivia(SyntaxFactory.Space) : accessors,
                expressionBody: null,
                variable.Initializer,
                hasInitializer ? field.SemicolonToken : default)
            .WithTriviaFrom(field);
    }
}
