using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>
/// MOON0520: a value is read into a new array although the method only looks at its bytes. A suggestion, because the type does not say how
/// large the values are.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CopiedPayloadAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.CopiedPayload];

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
        IInvocationOperation unpacking = (IInvocationOperation)context.Operation;
        if (unpacking is not { TargetMethod.Name: "TryGetValue" or "GetValueOrThrow", Instance: { } result }
            || !symbols.IsValueResult(result.Type)
            || SourceOf(result) is not IInvocationOperation { TargetMethod.Name: "GetAsync" } read
            || !StoreSymbols.Is(symbols.TargetOf(read)?.Type, symbols.Set)
            || LocalOf(unpacking) is not { } value)
        {
            return;
        }

        List<ILocalReferenceOperation> references = [.. unpacking.Root().ReferencesTo(value)
            .Where(reference => reference.Parent is not IDeclarationExpressionOperation)];
        string[] payloads = [.. references.Select(PayloadOf).OfType<string>().Distinct()];
        bool isOnlyLookedAt = references.TrueForAll(reference =>
            reference.Function().Syntax == unpacking.Function().Syntax && IsLook(reference));
        if (payloads.Length > 0 && isOnlyLookedAt)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.CopiedPayload.In(context.Options), read.Syntax.GetLocation(), payloads[0]));
        }
    }

    /// <summary>The call that a result comes from, also by way of a local that has no other value.</summary>
    private static IOperation? SourceOf(IOperation result) => result.Unconverted() is ILocalReferenceOperation held
        ? held.Root().InitialValueOf(held.Local)?.TaskSource()
        : result.TaskSource();

    private static ILocalSymbol? LocalOf(IInvocationOperation unpacking)
    {
        if (unpacking.TargetMethod.Name == "TryGetValue")
        {
            return unpacking.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value
                is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation found } ? found.Local : null;
        }

        return unpacking.ParentBeyondConversions() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            ? declarator.Symbol
            : null;
    }

    /// <summary>The memory member whose bytes a reference looks at, or null.</summary>
    private static string? PayloadOf(ILocalReferenceOperation reference) =>
        reference.ParentBeyondConversions() is IPropertyReferenceOperation member
            && IsMemory(member.Type)
            && member.ParentBeyondConversions() is IPropertyReferenceOperation { Property.Name: "Span" }
                or IInvocationOperation { TargetMethod.Name: "CopyTo" }
                ? member.Property.Name
                : null;

    /// <summary>
    /// Whether a reference reads a member that owns its memory, or looks at the bytes of one that would be borrowed. Anything else could
    /// keep the value, or its memory, longer than a lease.
    /// </summary>
    private static bool IsLook(ILocalReferenceOperation reference)
    {
        if (reference.ParentBeyondConversions() is not IPropertyReferenceOperation member || member.Instance?.Unconverted() != reference)
        {
            return false;
        }

        return IsMemory(member.Type)
            ? member.ParentBeyondConversions() is IPropertyReferenceOperation { Property.Name: "Span" or "Length" or "IsEmpty" }
                or IInvocationOperation { TargetMethod.Name: "CopyTo" }
            : member.Type is { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum };
    }

    private static bool IsMemory(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Name: "ReadOnlyMemory",
        TypeArguments.Length: 1,
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    } memory && memory.TypeArguments[0].IsUnmanagedType;
}
