using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0502: an object is asked for its existence before it is read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProbedReadAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ProbedRead];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operations => Analyze(operations, symbols), OperationKind.Conditional);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        IConditionalOperation branch = (IConditionalOperation)context.Operation;
        if (ProbeIn(branch.Condition, symbols) is not { } probe || ReadAfter(branch, probe, symbols) is not { } read)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.ProbedRead.In(context.Options),
            probe.Syntax.GetLocation(), probe.TargetMethod.Name, read.TargetMethod.Name));
    }

    /// <summary>The question that a condition asks, directly or through a local.</summary>
    private static IInvocationOperation? ProbeIn(IOperation condition, StoreSymbols symbols)
    {
        foreach (IOperation part in condition.DescendantsAndSelf())
        {
            IOperation? source = part is ILocalReferenceOperation reference
                ? reference.Root().InitialValueOf(reference.Local)
                : part;
            IInvocationOperation? call = source?.DescendantsAndSelf().OfType<IInvocationOperation>().FirstOrDefault(IsProbe);
            if (call is not null)
            {
                return call;
            }
        }

        return null;

        bool IsProbe(IInvocationOperation call) => call.TargetMethod.Name == "ExistsAsync" && symbols.TargetOf(call) is not null;
    }

    /// <summary>The read of the same object: in a branch, or behind an <c>if</c> that leaves where the object is missing.</summary>
    private static IInvocationOperation? ReadAfter(IConditionalOperation branch, IInvocationOperation probe, StoreSymbols symbols)
    {
        List<IOperation> places = [branch.WhenTrue];
        if (branch.WhenFalse is { } other)
        {
            places.Add(other);
        }

        if (Leaves(branch.WhenTrue) && branch.Parent is IBlockOperation block)
        {
            places.AddRange(block.Operations.Where(operation => operation.Syntax.SpanStart > branch.Syntax.SpanStart));
        }

        string target = symbols.TargetOf(probe)!.Syntax.ToString();
        string[] key = KeyOf(probe);
        return places
            .SelectMany(static place => place.DescendantsAndSelf())
            .OfType<IInvocationOperation>()
            .FirstOrDefault(call =>
                call.TargetMethod.Name is "GetAsync" or "GetLeaseAsync"
                && symbols.TargetOf(call)?.Syntax.ToString() == target
                && KeyOf(call).SequenceEqual(key, StringComparer.Ordinal)
                && call.Function().Syntax == branch.Function().Syntax);
    }

    private static bool Leaves(IOperation branch)
    {
        IOperation? last = branch is IBlockOperation block ? block.Operations.LastOrDefault() : branch;
        return last is IReturnOperation or IBranchOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };
    }

    /// <summary>The arguments that make the key, as they are written; what is left out or says how to wait is no part of it.</summary>
    private static string[] KeyOf(IInvocationOperation call)
    {
        return
        [
            .. call.Arguments
                .Where(argument => !argument.IsImplicit && argument.Parameter?.Type.Name != "CancellationToken"
                    && !(call.Instance is null && argument.Parameter?.Ordinal == 0))
                .Select(static argument => argument.Value.Syntax.ToString()),
        ];
    }
}
