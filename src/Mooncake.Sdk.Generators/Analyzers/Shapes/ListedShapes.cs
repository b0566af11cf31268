using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Shapes;

namespace Mooncake.Sdk.Generators.Analyzers.Shapes;

/// <summary>Holds stored types against the shape files of their project.</summary>
internal static class ListedShapes
{
    /// <summary>Runs an action for each type that a serializer is emitted for; not at all where there is no shape file.</summary>
    /// <param name="context">The analyzer's initialization.</param>
    /// <param name="report">Takes the shape files, the type and its shape; reports.</param>
    public static void RegisterAction(
        AnalysisContext context, Action<SymbolAnalysisContext, ShapeFile, INamedTypeSymbol, StoredShape> report)
    {
        context.RegisterCompilationStartAction(start =>
        {
            if (ShapeFile.Find(start.Options.AdditionalFiles, start.CancellationToken) is { } file)
            {
                StoredTypes.RegisterAction(start, (symbols, type) =>
                {
                    if (StoredShape.Of(type, symbols.CancellationToken) is { } shape)
                    {
                        report(symbols, file, type, shape);
                    }
                });
            }
        });
    }

    /// <summary>Runs an action for each type whose line can be compared with it and tells something else.</summary>
    /// <param name="context">The analyzer's initialization.</param>
    /// <param name="isBreaking">True for changes after which stored objects cannot be read rightly, false for all others.</param>
    /// <param name="rule">The rule; its message takes the type, what has changed, and what to do instead.</param>
    public static void RegisterDifferenceAction(AnalysisContext context, bool isBreaking, DiagnosticDescriptor rule)
    {
        RegisterAction(context, (symbols, file, type, shape) =>
        {
            if (file.FindLine(shape.Name)?.Shape is not { } listed)
            {
                return;
            }

            ShapeDifference difference = ShapeComparison.Compare(listed, shape);
            if (!difference.IsNone && difference.IsBreaking == isBreaking)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    rule.In(symbols.Options),
                    type.Locations[0],
                    [file.LocationOf(shape.Name)],
                    WithLine(ShapeComparison.Merge(isBreaking ? null : listed, shape)),
                    type.Name,
                    difference.Words,
                    difference.Remedy));
            }
        });
    }

    /// <summary>The line that a fix writes.</summary>
    /// <param name="shape">The shape that it tells.</param>
    public static ImmutableDictionary<string, string?> WithLine(StoredShape shape) =>
        ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Replacement, shape.ToString());

    /// <summary>Runs an action for each line of the shape files; not at all where the SDK is not referenced.</summary>
    /// <param name="context">The analyzer's initialization.</param>
    /// <param name="find">Takes the compilation and the line; answers what the message takes, or null.</param>
    /// <param name="rule">The rule.</param>
    public static void RegisterLineAction(AnalysisContext context, Func<Compilation, ShapeLine, object[]?> find, DiagnosticDescriptor rule)
    {
        context.RegisterAdditionalFileAction(files =>
        {
            if (!ShapeFile.IsShapeFile(files.AdditionalFile.Path) || !StoredTypes.AreKnown(files.Compilation))
            {
                return;
            }

            foreach ((AdditionalText file, ShapeLine line) in ShapeFile.Find(files.Options.AdditionalFiles, files.CancellationToken)?.Lines ?? [])
            {
                if (file == files.AdditionalFile && find(files.Compilation, line) is { } arguments)
                {
                    files.ReportDiagnostic(Diagnostic.Create(rule.In(files.Options), ShapeFile.LocationOf(file, line), arguments));
                }
            }
        });
    }
}
