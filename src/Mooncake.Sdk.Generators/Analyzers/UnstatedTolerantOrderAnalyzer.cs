using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0104: the slots of a version-tolerant type follow the source instead of being stated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnstatedTolerantOrderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnstatedTolerantOrder];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type) =>
        {
            if (ObjectParser.LayoutOf(type) != MemberOrder.VersionTolerant
                || ObjectParser.Parse(type, symbols.CancellationToken).Model is not { Kind: ObjectKind.VersionTolerant, UsesMemoryPack: false })
            {
                return;
            }

            List<ISymbol> members = MemberCollector.Collect(type);
            if (members.Count > 0 && !members.Exists(static member => SymbolText.HasAttribute(member, StoreTypeNames.StoreOrder)))
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnstatedTolerantOrder.In(symbols.Options),
                    type.Locations[0],
                    members.Select(member => StoredTypes.LocationOf(member, type)).OfType<Location>(),
                    type.Name));
            }
        });
    }
}
