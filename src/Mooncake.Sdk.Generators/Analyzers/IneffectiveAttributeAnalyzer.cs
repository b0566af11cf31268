using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0108: an attribute asks for something that a memory image has not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IneffectiveAttributeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.IneffectiveAttribute];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type) =>
        {
            if (ObjectParser.Parse(type, symbols.CancellationToken).Model is not { Kind: ObjectKind.Image })
            {
                return;
            }

            if (ObjectParser.LayoutOf(type) != MemberOrder.Sequential)
            {
                Report(symbols, type, SymbolText.FindAttribute(type, StoreTypeNames.StoreObject)!, "its layout");
            }

            foreach (ISymbol member in type.GetMembers().Where(BackingFields.Holds))
            {
                ReportEach(symbols, type, member, $" on '{member.Name}'", StoreTypeNames.StoreIgnore, StoreTypeNames.StoreOrder, StoreTypeNames.StoreKeepInitializer);
            }

            foreach (IMethodSymbol constructor in type.InstanceConstructors)
            {
                ReportEach(symbols, type, constructor, "", StoreTypeNames.StoreConstructor);
            }
        });
    }

    private static void ReportEach(SymbolAnalysisContext symbols, INamedTypeSymbol type, ISymbol member, string where, params string[] attributes)
    {
        foreach (string name in attributes)
        {
            if (SymbolText.FindAttribute(member, name) is { AttributeClass: { } found } attribute)
            {
                Report(symbols, type, attribute, $"[{found.Name.Substring(0, found.Name.Length - nameof(Attribute).Length)}]{where}");
            }
        }
    }

    private static void Report(SymbolAnalysisContext symbols, INamedTypeSymbol type, AttributeData attribute, string what)
    {
        symbols.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.IneffectiveAttribute,
            attribute.ApplicationSyntaxReference?.GetSyntax(symbols.CancellationToken).GetLocation() ?? type.Locations[0],
            type.Name,
            what));
    }
}
