using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>
/// A fix that edits the file that is flagged, in one obviously right way. Fixing all applies the same edit for each diagnostic of a
/// file to one editor, so that edits to one node come together instead of colliding.
/// </summary>
public abstract class SyntaxCodeFixProvider : CodeFixProvider
{
    /// <summary>What the fix does, as an imperative.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is not null && CanFix(root, diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        Title, cancellationToken => FixAsync(context.Document, [diagnostic], cancellationToken), GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>False where the mend is not mechanical, so that no fix is offered.</summary>
    /// <param name="root">The file.</param>
    /// <param name="diagnostic">What is flagged.</param>
    protected abstract bool CanFix(SyntaxNode root, Diagnostic diagnostic);

    /// <summary>Makes the edit; is not called where <see cref="CanFix"/> answers false.</summary>
    /// <param name="editor">Takes the edits.</param>
    /// <param name="diagnostic">What is flagged.</param>
    protected abstract void Fix(DocumentEditor editor, Diagnostic diagnostic);

    private async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (CanFix(editor.OriginalRoot, diagnostic))
            {
                Fix(editor, diagnostic);
            }
        }

        return editor.GetChangedDocument();
    }
}
