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
/// MOON0112: puts the serializer's own attribute in place of the other's, or removes the other's where there is none to put.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseSerializersOwnAttributeCodeFixProvider))]
[Shared]
public sealed class UseSerializersOwnAttributeCodeFixProvider : SyntaxCodeFixProvider
{
    private const string Layout = "StoreObject";
    private const string Suffix = "Attribute";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.OtherSerializersAttribute];

    /// <inheritdoc/>
    protected override string Title => "Use the attribute of the type's serializer";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) => AttributeAt(root, diagnostic) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        AttributeSyntax attribute = AttributeAt(editor.OriginalRoot, diagnostic)!;
        switch (diagnostic.Properties[DiagnosticProperties.Replacement])
        {
            case null:
                // Other attributes of the same declaration may have been replaced before.
                string text = attribute.ToString();
                editor.ReplaceNode(attribute.Parent!.Parent!, (owner, _) => Without(owner, text));
                break;
            case Layout:
                // Only the argument is without effect.
                editor.ReplaceNode(attribute, attribute.WithArgumentList(null).WithTriviaFrom(attribute));
                break;
            case { } fullName:
                editor.ReplaceNode(attribute, attribute.WithName(NameIn(editor.OriginalRoot, fullName)).WithTriviaFrom(attribute));
                break;
        }
    }

    /// <summary>A declaration without one of its attributes; what stands in front of the declaration stays.</summary>
    private static SyntaxNode Without(SyntaxNode owner, string attribute)
    {
        SyntaxList<AttributeListSyntax> lists = owner switch
        {
            MemberDeclarationSyntax member => member.AttributeLists,
            BaseParameterSyntax parameter => parameter.AttributeLists,
            _ => default,
        };
        AttributeSyntax? found = lists
            .SelectMany(static list => list.Attributes)
            .FirstOrDefault(candidate => candidate.ToString() == attribute);
        if (found?.Parent is not AttributeListSyntax list)
        {
            return owner;
        }

        lists = list.Attributes.Count == 1
            ? lists.Remove(list)
            : lists.Replace(list, list.WithAttributes(list.Attributes.Remove(found)));
        SyntaxNode changed = owner is MemberDeclarationSyntax declaration
            ? declaration.WithAttributeLists(lists)
            : ((BaseParameterSyntax)owner).WithAttributeLists(lists);
        return changed.WithLeadingTrivia(owner.GetLeadingTrivia());
    }

    private static AttributeSyntax? AttributeAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();

    // Short where the file imports the namespace, and else in full.
    private static NameSyntax NameIn(SyntaxNode root, string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        string space = fullName.Substring(0, dot);
        bool isImported = root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .Any(directive => directive.Alias is null && directive.Name?.ToString() == space);
        string name = fullName.Substring(0, fullName.Length - Suffix.Length);
        return SyntaxFactory.ParseName(isImported ? name.Substring(dot + 1) : name);
    }
}
