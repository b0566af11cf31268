using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0105: a member is written, and dropped when it is read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LostMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.LostMember];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterStartAction(context, static (start, type) =>
        {
            List<ISymbol> lost = FindDropped(type, out IMethodSymbol? constructor, start.CancellationToken);
            if (lost.Count == 0)
            {
                return;
            }

            ConcurrentDictionary<ISymbol, bool> madeAnew = new(SymbolEqualityComparer.Default);
            start.RegisterOperationAction(
                operations =>
                {
                    ISymbolInitializerOperation initializer = (ISymbolInitializerOperation)operations.Operation;
                    if (BackingFields.IsMadeAnew(initializer.Value, constructor))
                    {
                        madeAnew.TryAdd(operations.ContainingSymbol, true);
                    }
                },
                OperationKind.PropertyInitializer,
                OperationKind.FieldInitializer);
            start.RegisterSymbolEndAction(symbols =>
            {
                foreach (ISymbol member in lost.Where(member => CanChange(member) || !madeAnew.ContainsKey(member)))
                {
                    symbols.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.LostMember.In(symbols.Options),
                        StoredTypes.LocationOf(member, type), member.Name, type.Name));
                }
            });
        });
    }

    /// <summary>
    /// The members with a value of their own that reading neither sets nor gives to the constructor; initializers are not looked at.
    /// </summary>
    private static List<ISymbol> FindDropped(INamedTypeSymbol type, out IMethodSymbol? constructor, CancellationToken cancellationToken)
    {
        constructor = null;
        if (ObjectParser.Parse(type, cancellationToken).Model is not { Kind: ObjectKind.Object or ObjectKind.VersionTolerant, UsesMemoryPack: false })
        {
            return [];
        }

        List<ISymbol> members = MemberCollector.Collect(type);
        if (ConstructionPlan.Make(type, members, []) is not { } plan)
        {
            return [];
        }

        constructor = plan.Constructor;
        return
        [
            .. members.Where((member, position) => plan.Targets[position] == MemberTarget.None
                && (CanChange(member)
                    || (BackingFields.Holds(member) && !IsMadeElsewhere(member, type, plan.Constructor, cancellationToken)))),
        ];
    }

    /// <summary>True for what can be set at all, if not by generated code: it may differ from what it begins with.</summary>
    private static bool CanChange(ISymbol member) =>
        member is IPropertySymbol property && (property.ReturnsByRef || Accessors.SetterOf(property) is not null);

    /// <summary>
    /// True for what the constructor makes of its parameters, or an initializer that stands in another type than the stored one.
    /// </summary>
    private static bool IsMadeElsewhere(
        ISymbol member, INamedTypeSymbol type, IMethodSymbol constructor, CancellationToken cancellationToken)
    {
        return (constructor.Parameters.Length > 0 && BackingFields.IsAssignedIn(member, constructor, cancellationToken))
            || (!SymbolEqualityComparer.Default.Equals(member.ContainingType, type) && BackingFields.HasInitializer(member, cancellationToken));
    }
}
