using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Use;

/// <summary>MOON0501: a result's value is read although nothing has asked whether there is one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncheckedValueAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UncheckedValue];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operations => Analyze(operations, symbols), OperationKind.PropertyReference);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        IPropertyReferenceOperation reading = (IPropertyReferenceOperation)context.Operation;
        if (!IsValue(reading, symbols) || reading.ParentBeyondConversions() is INameOfOperation || reading.IsAsserted())
        {
            return;
        }

        string? name = reading.Instance switch
        {
            IAwaitOperation awaiting when awaiting.TaskSource() is IInvocationOperation call => call.TargetMethod.Name,
            ILocalReferenceOperation local when !MayBeChecked(local, symbols) => local.Local.Name,
            _ => null,
        };
        if (name is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UncheckedValue.In(context.Options), LocationOf(reading), name));
        }
    }

    private static bool IsValue(IOperation? operation, StoreSymbols symbols)
    {
        return operation is IPropertyReferenceOperation { Property.Name: "Value", Instance: { } instance } && symbols.IsValueResult(instance.Type);
    }

    /// <summary>
    /// Whether anything but reading the value is done with the local. Which way the program takes is not followed: one look at
    /// the result anywhere counts as a check, and so does handing it on.
    /// </summary>
    private static bool MayBeChecked(ILocalReferenceOperation reading, StoreSymbols symbols)
    {
        IOperation root = reading.Root();

        // The results of a batch may have been looked at as a whole; what needs no store, such as parsing a constant, may be known to succeed.
        return root.InitialValueOf(reading.Local)?.Unconverted() is not IAwaitOperation
            || root.ReferencesTo(reading.Local).Any(reference => !IsValue(reference.Parent, symbols));
    }

    private static Location LocationOf(IPropertyReferenceOperation reading)
    {
        return reading.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax access
            ? access.Name.GetLocation()
            : reading.Syntax.GetLocation();
    }
}
