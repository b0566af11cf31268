using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Use;

/// <summary>MOON0513: leaves <c>force</c> out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeaveForceOutCodeFixProvider))]
[Shared]
public sealed class LeaveForceOutCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.ForcedRemoveAll];

    /// <inheritdoc/>
    protected override string Title => "Leave 'force' out";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) => ArgumentAt(root, diagnostic) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        ArgumentSyntax force = ArgumentAt(editor.OriginalRoot, diagnostic)!;
        ArgumentListSyntax list = (ArgumentListSyntax)force.Parent!;
        int index = list.Arguments.IndexOf(force);

        // Behind a place that is left out, arguments would have to be named.
        bool canGo = force.NameColon is not null || list.Arguments.Skip(index + 1).All(static later => later.NameColon is not null);
        editor.ReplaceNode(list, canGo
            ? list.WithArguments(list.Arguments.RemoveAt(index))
            : list.ReplaceNode(force.Expression, SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression).WithTriviaFrom(force.Expression)));
    }

    private static ArgumentSyntax? ArgumentAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ArgumentSyntax>();
}
