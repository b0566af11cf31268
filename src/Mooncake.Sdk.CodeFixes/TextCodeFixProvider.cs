using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>
/// A fix that puts the text that the rule proposes in place of what is flagged, for stretches inside string literals. Where the rule
/// proposes none, because no edit is obviously right, no fix is offered. All findings of a file can be fixed at once.
/// </summary>
public abstract class TextCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (ReplacementOf(diagnostic) is { } replacement)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        TitleFor(replacement),
                        cancellationToken => FixAsync(context.Document, [diagnostic], cancellationToken),
                        GetType().Name),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>What the fix does, as an imperative.</summary>
    /// <param name="replacement">The text that it puts in.</param>
    protected abstract string TitleFor(string replacement);

    private static string? ReplacementOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DiagnosticProperties.Replacement, out string? replacement) ? replacement : null;

    private static async Task<Document> FixAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<TextChange> changes = diagnostics
            .Where(static diagnostic => ReplacementOf(diagnostic) is not null)
            .Select(static diagnostic => new TextChange(diagnostic.Location.SourceSpan, ReplacementOf(diagnostic)!))
            .Distinct()
            .OrderBy(static change => change.Span.Start);
        return document.WithText(text.WithChanges(changes));
    }
}
