using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes.Shapes;

/// <summary>A fix that writes the line that the rule proposes into the project's shape file.</summary>
public abstract class WriteShapeCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (LineOf(diagnostic) is { } line && ShapeFileText.IsThere(context.Document.Project))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        TitleFor(diagnostic.Id),
                        cancellationToken => ShapeFileText.WriteAsync(context.Document.Project, [line], cancellationToken),
                        $"{GetType().Name}.{diagnostic.Id}"),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The line that a rule proposes, or null.</summary>
    /// <param name="diagnostic">The finding.</param>
    internal static string? LineOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DiagnosticProperties.Replacement, out string? line) ? line : null;

    /// <summary>What the fix does, as an imperative.</summary>
    /// <param name="id">The rule.</param>
    protected abstract string TitleFor(string id);
}
