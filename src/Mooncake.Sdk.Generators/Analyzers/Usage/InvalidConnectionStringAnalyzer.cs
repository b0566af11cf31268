using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0518: a constant connection string cannot be read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidConnectionStringAnalyzer : DiagnosticAnalyzer
{
    private const string Options = "Mooncake.MooncakeStoreOptions";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.InvalidConnectionString];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                INamedTypeSymbol? options = start.Compilation.GetTypeByMetadataName(Options);
                start.RegisterOperationAction(operations => Analyze(operations, symbols.Store, options), OperationKind.Argument);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol store, INamedTypeSymbol? options)
    {
        IArgumentOperation argument = (IArgumentOperation)context.Operation;
        if (argument is { Parameter: { Name: "connectionString", ContainingSymbol.ContainingType: { } type }, Value.ConstantValue: { HasValue: true, Value: string text } }
            && (StoreSymbols.Is(type, store) || StoreSymbols.Is(type, options))
            && ConnectionStrings.FindProblem(text) is { } problem
            && !argument.IsAsserted())
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.InvalidConnectionString.In(context.Options), argument.Value.Syntax.GetLocation(), text, problem));
        }
    }
}
