using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
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
            && MemberAttributes.MemberAt(root, location) is { } member
            && member.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() == type);
    }

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        for (int slot = 0; slot < diagnostic.AdditionalLocations.Count; slot++)
        {
            SyntaxNode member = MemberAttributes.MemberAt(editor.OriginalRoot, diagnostic.AdditionalLocations[slot])!;
            editor.ReplaceNode(member, MemberAttributes.Add(member, "Mooncake.StoreOrderAttribute", $"({slot})"));
        }
    }

    private static TypeDeclarationSyntax? TypeAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan) as TypeDeclarationSyntax;
}
