using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Usage;

/// <summary>MOON0514: leaves the soft pin out, which has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepHardPinCodeFixProvider))]
[Shared]
public sealed class KeepHardPinCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.SoftAndHardPin];

    /// <inheritdoc/>
    protected override string Title => "Leave 'SoftPin' out, which has no effect";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) => PinAt(root, diagnostic) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        AssignmentExpressionSyntax pin = PinAt(editor.OriginalRoot, diagnostic)!;
        InitializerExpressionSyntax initializer = (InitializerExpressionSyntax)pin.Parent!;
        int index = initializer.Expressions.IndexOf(pin);
        SeparatedSyntaxList<ExpressionSyntax> rest = initializer.Expressions.RemoveAt(index);
        if (index == rest.Count)
        {
            // What is last now keeps the space or line end that stood before the brace.
            rest = rest.Replace(rest[index - 1], rest[index - 1].WithTrailingTrivia(pin.GetTrailingTrivia()));
        }

        editor.ReplaceNode(initializer, initializer.WithExpressions(rest));
    }

    private static AssignmentExpressionSyntax? PinAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } pin ? pin : null;
}
