using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Usage;

/// <summary>MOON0513: leaves the options out that force.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeaveForceOutCodeFixProvider))]
[Shared]
public sealed class LeaveForceOutCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.ForcedRemoveAll];

    /// <inheritdoc/>
    protected override string Title => "Leave the options out";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) => ArgumentAt(root, diagnostic) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        ArgumentSyntax options = ArgumentAt(editor.OriginalRoot, diagnostic)!;
        ArgumentListSyntax list = (ArgumentListSyntax)options.Parent!;
        int index = list.Arguments.IndexOf(options);

        // Behind a place that is left out, arguments would have to be named.
        bool canGo = options.NameColon is not null || list.Arguments.Skip(index + 1).All(static later => later.NameColon is not null);
        editor.ReplaceNode(list, canGo
            ? list.WithArguments(list.Arguments.RemoveAt(index))
            : list.ReplaceNode(
                options.Expression, SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression).WithTriviaFrom(options.Expression)));
    }

    private static ArgumentSyntax? ArgumentAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ArgumentSyntax>();
}
