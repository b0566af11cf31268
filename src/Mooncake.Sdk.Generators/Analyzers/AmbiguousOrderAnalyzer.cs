using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0107: two members of a sequential type have one order.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AmbiguousOrderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.AmbiguousOrder];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type) =>
        {
            bool isSequential = ObjectParser.LayoutOf(type) == MemberOrder.Sequential
                && ObjectParser.Parse(type, symbols.CancellationToken).Model is { Kind: ObjectKind.Object, UsesMemoryPack: false };
            if (isSequential && MemberOrder.FindTie(MemberCollector.Collect(type)) is { } tie)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.AmbiguousOrder.In(symbols.Options),
                    StoredTypes.LocationOf(tie.Member, type),
                    tie.Member.Name,
                    type.Name,
                    tie.Order,
                    tie.Other.Name));
            }
        });
    }
}
