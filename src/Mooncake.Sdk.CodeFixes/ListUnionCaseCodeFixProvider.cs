using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>MOON0106: lists the type in the union, under the first tag behind those that are taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ListUnionCaseCodeFixProvider))]
[Shared]
public sealed class ListUnionCaseCodeFixProvider : CodeFixProvider
{
    private const int MaxTag = ushort.MaxValue;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnlistedUnionCase];

    // Stored objects carry the tags: which type gets which is decided once, and not by the order in which an editor goes through files.
    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            bool isReady = diagnostic.AdditionalLocations.Count == 1
                && diagnostic.Properties.TryGetValue(DiagnosticProperties.Replacement, out string? text)
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int tag)
                && tag <= MaxTag
                && context.Document.Project.Solution.GetDocument(diagnostic.AdditionalLocations[0].SourceTree) is not null;
            if (isReady
                && root?.FindNode(diagnostic.Location.SourceSpan) is TypeDeclarationSyntax { TypeParameterList: null } type
                && model?.GetDeclaredSymbol(type, context.CancellationToken) is { } listed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"List '{listed.Name}' in the union",
                        cancellationToken => ListAsync(context.Document.Project.Solution, diagnostic, listed, cancellationToken),
                        nameof(ListUnionCaseCodeFixProvider)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> ListAsync(
        Solution solution, Diagnostic diagnostic, INamedTypeSymbol listed, CancellationToken cancellationToken)
    {
        Location place = diagnostic.AdditionalLocations[0];
        Document document = solution.GetDocument(place.SourceTree)!;
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        TypeDeclarationSyntax union = editor.OriginalRoot.FindNode(place.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        string tag = diagnostic.Properties[DiagnosticProperties.Replacement]!;
        TypeSyntax type = SyntaxFactory.ParseTypeName(
            listed.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).WithAdditionalAnnotations(Simplifier.Annotation);
        AttributeArgumentListSyntax arguments = SyntaxFactory.ParseAttributeArgumentList($"({tag}, typeof(T))")!;
        AttributeSyntax entry = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::Mooncake.StoreUnionAttribute").WithAdditionalAnnotations(Simplifier.Annotation),
            arguments.ReplaceNode(((TypeOfExpressionSyntax)arguments.Arguments[1].Expression).Type, type));
        editor.ReplaceNode(union, (current, _) => With((TypeDeclarationSyntax)current, entry));
        return editor.GetChangedDocument();
    }

    // A list of its own behind the others, laid out as the last of them is.
    private static TypeDeclarationSyntax With(TypeDeclarationSyntax union, AttributeSyntax entry)
    {
        AttributeListSyntax list = SyntaxFactory.AttributeList([entry]);
        if (union.AttributeLists.LastOrDefault() is not { } last)
        {
            return union.WithoutLeadingTrivia().WithAttributeLists(
                [list.WithLeadingTrivia(union.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)]);
        }

        SyntaxTriviaList indentation = SyntaxFactory.TriviaList(
            last.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        return (TypeDeclarationSyntax)union.AddAttributeLists(
            list.WithLeadingTrivia(indentation).WithTrailingTrivia(last.GetTrailingTrivia()));
    }
}
