using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0108: an attribute of the SDK stands where it does nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IneffectiveAttributeAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] MemberAttributes =
    [
        StoreTypeNames.StoreInclude,
        StoreTypeNames.StoreIgnore,
        StoreTypeNames.StoreOrder,
        StoreTypeNames.StoreKeepInitializer,
        StoreTypeNames.StoreUtf16,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.IneffectiveAttribute];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoredTypes.AreKnown(start.Compilation))
            {
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext symbols)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)symbols.Symbol;

        // There only the attributes of MemoryPack have an effect, and MOON0112 says which to use instead.
        if (PackableTypes.IsPacked(type))
        {
            return;
        }

        AttributeEffects? effects = null;
        AttributeEffects Effects() => effects ??= new AttributeEffects(type, symbols.CancellationToken);

        if (SymbolText.FindAttribute(type, StoreTypeNames.StoreUtf16) is { } utf16)
        {
            Report(symbols, type, utf16, "[StoreUtf16]", Effects().WhyNotUtf16());
        }

        if (SymbolText.FindAttribute(type, StoreTypeNames.StoreObject) is { ConstructorArguments.Length: 1 } layout)
        {
            Report(symbols, type, layout, "The layout", Effects().WhyNotLayout());
        }

        foreach (ISymbol member in type.GetMembers())
        {
            foreach (AttributeData attribute in member.GetAttributes())
            {
                if (attribute.AttributeClass is not { ContainingNamespace.Name: "Mooncake" } found)
                {
                    continue;
                }

                if (member is IPropertySymbol or IFieldSymbol
                    && Array.Find(MemberAttributes, name => SymbolText.IsNamed(found, name)) is { } name)
                {
                    Report(symbols, member, attribute, NameOf(found), Effects().WhyNotOn(member, name));
                }
                else if (member is IMethodSymbol constructor && SymbolText.IsNamed(found, StoreTypeNames.StoreConstructor))
                {
                    Report(symbols, type, attribute, NameOf(found), Effects().WhyNotOn(constructor));
                }
            }
        }
    }

    private static string NameOf(INamedTypeSymbol attribute) =>
        $"[{attribute.Name.Substring(0, attribute.Name.Length - nameof(Attribute).Length)}]";

    private static void Report(SymbolAnalysisContext symbols, ISymbol symbol, AttributeData attribute, string what, string? reason)
    {
        if (reason is not null)
        {
            symbols.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.IneffectiveAttribute.In(symbols.Options),
                attribute.ApplicationSyntaxReference?.GetSyntax(symbols.CancellationToken).GetLocation() ?? symbol.Locations[0],
                what,
                (symbol as IFieldSymbol)?.AssociatedSymbol?.Name ?? symbol.Name,
                reason));
        }
    }
}
