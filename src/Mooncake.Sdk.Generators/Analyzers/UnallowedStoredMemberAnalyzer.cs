using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>
/// MOON0114: a <c>[MemoryPackable]</c> type with a member of a stored type, without the attribute that MemoryPack asks for.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnallowedStoredMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnallowedStoredMember];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            static symbols =>
            {
                INamedTypeSymbol type = (INamedTypeSymbol)symbols.Symbol;
                if (!PackableTypes.IsPacked(type))
                {
                    return;
                }

                foreach (ISymbol member in StoredParts.FindMembers(type))
                {
                    bool isOwn = SymbolEqualityComparer.Default.Equals(member.ContainingType, type);
                    if (isOwn
                        && !SymbolText.HasAttribute(member, MemoryPackNames.AllowSerialize)
                        && PackableMembers.FindFormatter(member) is null)
                    {
                        symbols.ReportDiagnostic(Diagnostic.Create(
                            DiagnosticDescriptors.UnallowedStoredMember.In(symbols.Options),
                            member.Locations[0],
                            member.Name,
                            type.Name,
                            MemberCollector.TypeOf(member).Name));
                    }
                }
            },
            SymbolKind.NamedType);
    }
}
