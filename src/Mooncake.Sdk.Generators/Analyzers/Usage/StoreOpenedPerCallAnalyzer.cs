using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0509: a store is opened for each item, request, scope or injection.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StoreOpenedPerCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.StoreOpenedPerCall];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operations => Analyze(operations, symbols), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is "OpenAsync" or "TryOpenAsync"
            && StoreSymbols.Is(call.TargetMethod.ContainingType, symbols.Store)
            && (LoopOver(call) ?? ServiceRegistrations.RepetitionOf(call) ?? RequestOf(call, context.ContainingSymbol)) is { } each)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.StoreOpenedPerCall.In(context.Options), call.Syntax.GetLocation(), each));
        }
    }

    /// <summary>
    /// "Item" where a loop over items opens and closes a store; not where it tries again, or gathers clients of a cluster.
    /// </summary>
    private static string? LoopOver(IInvocationOperation call)
    {
        for (IOperation? outer = call.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            if (outer is IForEachLoopOperation or IForLoopOperation && call.IsWithin(((ILoopOperation)outer).Body))
            {
                IOperation body = ((ILoopOperation)outer).Body;
                bool mayTryAgain = body.DescendantsAndSelf().Any(static operation =>
                    operation is IReturnOperation or ITryOperation or IBranchOperation { BranchKind: BranchKind.Break });
                return !mayTryAgain && IsClosedIn(call) ? "item" : null;
            }
        }

        return null;
    }

    /// <summary>Whether the store that a call opens is declared with <c>await using</c>.</summary>
    private static bool IsClosedIn(IInvocationOperation call)
    {
        for (IOperation? outer = call.Parent; outer is not (null or IBlockOperation); outer = outer.Parent)
        {
            if (outer is IUsingDeclarationOperation || (outer is IUsingOperation block && call.IsWithin(block.Resources)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Request" where the call is in an action of a controller, or in a handler given to <c>MapGet</c> and the like.</summary>
    private static string? RequestOf(IInvocationOperation call, ISymbol container)
    {
        for (IOperation? outer = call.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IInvocationOperation mapping
                && mapping.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal)
                && mapping.TargetMethod.ContainingType?.ToDisplayString() == "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions")
            {
                return "request";
            }
        }

        bool isAction = container is IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false };
        for (INamedTypeSymbol? type = isAction ? container.ContainingType : null; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() == "Microsoft.AspNetCore.Mvc.ControllerBase")
            {
                return "request";
            }
        }

        return null;
    }
}
