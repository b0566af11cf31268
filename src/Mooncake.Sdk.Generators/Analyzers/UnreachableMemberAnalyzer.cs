using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0116: a base type's member that is to be stored, and that generated code in the stored type cannot access.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreachableMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnreachableMember];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type) =>
        {
            if (ObjectParser.Parse(type, symbols.CancellationToken).Model is not { Kind: ObjectKind.Object or ObjectKind.VersionTolerant, UsesMemoryPack: false })
            {
                return;
            }

            for (INamedTypeSymbol? level = type.BaseType; level is { SpecialType: SpecialType.None }; level = level.BaseType)
            {
                foreach (ISymbol member in level.GetMembers().Where(member => IsUnreachable(member, type)))
                {
                    symbols.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.UnreachableMember.In(symbols.Options), StoredTypes.LocationOf(member, type), member.Name, level.Name, type.Name));
                }
            }
        });
    }

    // The members that no type at all can access are MOON0108's, where they are declared.
    private static bool IsUnreachable(ISymbol member, INamedTypeSymbol type)
    {
        return SymbolText.HasAttribute(member, StoreTypeNames.StoreInclude)
            && MemberCollector.IsStorable(member)
            && StorableMembers.WhyLeftOut(member) is null
            && !MemberCollector.IsReadable(member, type)
            && !(StorableMembers.IsOutOfReach(member) && SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, type.ContainingAssembly));
    }
}
