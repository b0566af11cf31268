using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0517: a result is asked for an end that its operation never has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImpossibleStatusAnalyzer : DiagnosticAnalyzer
{
    private const string Status = "Mooncake.StoreStatus";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ImpossibleStatus];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(
                    operations => Analyze(operations, symbols), OperationKind.PropertyReference, OperationKind.FieldReference);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        if (QuestionOf(context.Operation, symbols) is not (var end, { } result)
            || ResultSource.Find(result, symbols) is not { } call
            || EndsOf(call.TargetMethod.Name) is not { } ends
            || ends.Contains(end))
        {
            return;
        }

        string instead = end == "Missing" ? "IsFailed" : end == "Found" ? "IsSuccess" : "IsFound";
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.ImpossibleStatus.In(context.Options),
            context.Operation.Syntax.GetLocation(),
            context.Operation.Syntax.ToString(),
            call.TargetMethod.Name,
            string.Join(", ", ends.Take(ends.Length - 1)).ToLowerInvariant() + " or " + ends[ends.Length - 1].ToLowerInvariant(),
            instead));
    }

    /// <summary>Which end is asked for, of which result; null if the operation asks for none.</summary>
    private static (string End, IOperation Result)? QuestionOf(IOperation operation, StoreSymbols symbols)
    {
        switch (operation)
        {
            // put.IsFound, and put is { IsFound: true }.
            case IPropertyReferenceOperation { Property: { Name: "IsFound" or "IsMissing" } property, Instance: { } instance } when symbols.IsResult(property.ContainingType):
                return (property.Name.Substring(2), Matched(instance));

            // put == StoreResult.Found.
            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Found" or "Missing" or "Done" } property, Parent: IBinaryOperation comparison }
                when symbols.IsResult(property.ContainingType):
                return (property.Name, Other(comparison, operation));

            // put.Status == StoreStatus.Found, and put.Status is StoreStatus.Found.
            case IFieldReferenceOperation { Field: { Name: "Found" or "Missing" or "Done" } field } when field.ContainingType.ToDisplayString() == Status:
                IOperation? status = operation.ParentBeyondConversions() switch
                {
                    IBinaryOperation comparison => Other(comparison, operation),
                    IConstantPatternOperation { Parent: IIsPatternOperation match } => match.Value,
                    _ => null,
                };
                return status?.Unconverted() is IPropertyReferenceOperation { Property.Name: "Status", Instance: { } asked }
                    ? (field.Name, asked)
                    : null;
            default:
                return null;
        }
    }

    private static IOperation Other(IBinaryOperation comparison, IOperation side) =>
        comparison.LeftOperand.Unconverted() == side ? comparison.RightOperand : comparison.LeftOperand;

    private static IOperation Matched(IOperation instance)
    {
        if (instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput })
        {
            for (IOperation? outer = instance.Parent; outer is not null; outer = outer.Parent)
            {
                // A pattern within a pattern looks at something else.
                if (outer is IRecursivePatternOperation pattern)
                {
                    return pattern.Parent is IIsPatternOperation match ? match.Value : instance;
                }
            }
        }

        return instance;
    }

    private static string[]? EndsOf(string method) => method switch
    {
        "PutAsync" or "PutManyAsync" or "PutPartsAsync" or "PutFromAsync" or "PutManyFromAsync"
            or "ReplaceAsync" or "ReplaceManyAsync" => ["Done", "Failed"],
        "RemoveAsync" or "RemoveManyAsync" or "SetExpiryAsync" => ["Done", "Missing", "Failed"],
        "ExistsAsync" or "ExistsManyAsync" => ["Found", "Missing", "Failed"],
        "GetOrCreateAsync" or "CountAsync" => ["Found", "Failed"],
        _ => null,
    };
}
