using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Usage;

/// <summary>MOON0504, MOON0508 and MOON0515: disposes what is declared at the end of its scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddUsingCodeFixProvider))]
[Shared]
public sealed class AddUsingCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UndisposedLease, DiagnosticIds.UndisposedStore, DiagnosticIds.UndisposedBuffer];

    /// <inheritdoc/>
    protected override string Title => "Dispose it at the end of its scope";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic)
    {
        return PlaceOf(root, diagnostic) is { } place && (!IsAsynchronous(diagnostic) || FixSyntax.CanAwait(place));
    }

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        SyntaxNode place = PlaceOf(editor.OriginalRoot, diagnostic)!;
        string keyword = IsAsynchronous(diagnostic) ? "await using " : "using ";
        if (place is LocalDeclarationStatementSyntax declaration)
        {
            StatementSyntax ended = SyntaxFactory.ParseStatement(keyword + declaration.WithoutTrivia().ToFullString());
            editor.ReplaceNode(declaration, ended.WithTriviaFrom(declaration));
            return;
        }

        BlockSyntax body = (BlockSyntax)place;
        string name = editor.OriginalRoot.FindToken(diagnostic.Location.SourceSpan.Start).Text;
        StatementSyntax block = FixSyntax.ParseStatement($"{keyword}({name})\n{body.WithoutTrivia().ToFullString()}", body.Statements[0]);
        editor.ReplaceNode(body, body.WithStatements([block]));
    }

    private static bool IsAsynchronous(Diagnostic diagnostic) => diagnostic.Id == DiagnosticIds.UndisposedStore;

    /// <summary>The declaration that takes a <c>using</c>, or the block that runs only where there is a value.</summary>
    private static SyntaxNode? PlaceOf(SyntaxNode root, Diagnostic diagnostic)
    {
        SyntaxNode name = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (name is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } })
        {
            return declaration;
        }

        return name is SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } }
            && call.Parent is IfStatementSyntax { Statement: BlockSyntax { Statements.Count: > 0 } block }
                ? block
                : null;
    }
}
