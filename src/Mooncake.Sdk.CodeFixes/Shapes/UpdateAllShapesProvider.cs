using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Mooncake.Sdk.CodeFixes.Shapes;

/// <summary>
/// Writes the lines of all findings at once. They go into one file that is not source, so that files cannot be mended one by one.
/// </summary>
internal sealed class UpdateAllShapesProvider : FixAllProvider
{
    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        CodeAction action = CodeAction.Create(
            $"Write all of them into {ShapeFileText.FileName}",
            cancellationToken => FixAsync(fixAllContext, cancellationToken),
            fixAllContext.CodeActionEquivalenceKey);
        return Task.FromResult<CodeAction?>(action);
    }

    private static async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellationToken)
    {
        Solution solution = context.Solution;
        foreach (ProjectId id in context.Scope == FixAllScope.Solution ? [.. solution.ProjectIds] : (ProjectId[])[context.Project.Id])
        {
            Project project = solution.GetProject(id)!;
            ImmutableArray<Diagnostic> found = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(context.Solution.GetProject(id)!).ConfigureAwait(false);
            string[] lines = [.. found.Select(WriteShapeCodeFixProvider.LineOf).OfType<string>().Distinct(StringComparer.Ordinal)];
            if (lines.Length > 0 && ShapeFileText.IsThere(project))
            {
                solution = await ShapeFileText.WriteAsync(project, lines, cancellationToken).ConfigureAwait(false);
            }
        }

        return solution;
    }
}
