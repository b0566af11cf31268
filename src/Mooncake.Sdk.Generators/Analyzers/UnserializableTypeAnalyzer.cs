using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0101: a type that asks for a serializer cannot get one, for a reason other than a member's type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnserializableTypeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnserializableType];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterProblemAction(context, static (symbols, type, problems) =>
        {
            foreach (ObjectProblem problem in problems)
            {
                if (ReasonOf(problem, type) is { } reason)
                {
                    symbols.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.UnserializableType.In(symbols.Options),
                        StoredTypes.LocationOf(problem.Symbol, type),
                        type.Name,
                        reason));
                }
            }
        });
    }

    private static string? ReasonOf(ObjectProblem problem, INamedTypeSymbol type)
    {
        return problem.Kind switch
        {
            // Static types and ref structs are MOON0002's.
            ObjectProblemKind.NotConcrete when !type.IsStatic && !type.IsRefLikeType =>
                "it cannot be constructed; list the concrete types with [StoreUnion]",
            ObjectProblemKind.CollectionBase =>
                $"it derives from '{problem.Detail}', whose elements are not members and would be lost; store the collection in a member, or make the type [MemoryPackable(GenerateType.Collection)]",
            ObjectProblemKind.TooManyMembers =>
                $"it has more than {MemberOrder.MaxMembers} members, the limit of the format; move some into another type",
            ObjectProblemKind.Constructor =>
                "it has no single usable constructor; mark one with [StoreConstructor]",
            ObjectProblemKind.ConstructorParameter =>
                $"its constructor's parameter '{problem.Detail}' has no stored member of the same name and type; add one, or mark another constructor with [StoreConstructor]",
            ObjectProblemKind.ConstructorReference =>
                $"its constructor takes '{problem.Detail}' as ref or out, which reading cannot pass; take it by value or as 'in', or mark another constructor with [StoreConstructor]",
            _ => null,
        };
    }
}
