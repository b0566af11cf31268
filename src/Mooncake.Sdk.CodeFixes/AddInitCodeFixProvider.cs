using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>MOON0105: gives a property an init accessor, so that it can be set when a value is read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInitCodeFixProvider))]
[Shared]
public sealed class AddInitCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.LostMember];

    /// <inheritdoc/>
    protected override string Title => "Add an init accessor";

    // A field is public in another way than a property, and a setter that is there is private for a reason: both are their author's to
    // change.
    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) => GetterAt(root, diagnostic) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        AccessorDeclarationSyntax getter = GetterAt(editor.OriginalRoot, diagnostic)!;
        AccessorDeclarationSyntax init = SyntaxFactory.AccessorDeclaration(SyntaxKind.InitAccessorDeclaration)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithTriviaFrom(getter);
        editor.InsertAfter(getter, init);
    }

    private static AccessorDeclarationSyntax? GetterAt(SyntaxNode root, Diagnostic diagnostic)
    {
        // An override has the accessors of what it overrides.
        return root.FindNode(diagnostic.Location.SourceSpan) is PropertyDeclarationSyntax { AccessorList.Accessors: { Count: 1 } accessors } property
            && !property.Modifiers.Any(SyntaxKind.OverrideKeyword)
            && accessors[0].IsKind(SyntaxKind.GetAccessorDeclaration)
                ? accessors[0]
                : null;
    }
}
