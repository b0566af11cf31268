using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0112: an attribute of this SDK on a type that MemoryPack serializes, or the other way round.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OtherSerializersAttributeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.OtherSerializersAttribute];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type) =>
        {
            bool isPacked = PackableTypes.IsPacked(type);

            // A struct without references is its memory to both serializers; MOON0108 says which attributes have no effect there.
            if (!isPacked && PackableTypes.IsPackable(type))
            {
                return;
            }

            if (isPacked
                && ObjectParser.LayoutOf(type) != MemberOrder.Sequential
                && SymbolText.FindAttribute(type, StoreTypeNames.StoreObject) is { } layout)
            {
                Report(
                    symbols, type, layout, "The layout of [StoreObject]", "StoreObject", "state the layout in [MemoryPackable]", isPacked);
            }

            IEnumerable<ISymbol> members = type.GetMembers().Where(static member =>
                member is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Constructor });
            foreach (ISymbol symbol in members.Prepend(type))
            {
                foreach ((AttributeData attribute, string? counterpart) in SerializerAttributes.Find(symbol, isStore: isPacked))
                {
                    string where = symbol is INamedTypeSymbol or IMethodSymbol ? "" : $" on '{symbol.Name}'";
                    string remedy = counterpart is null ? "remove it" : $"use [{ShortNameOf(counterpart)}]";
                    string what = $"[{ShortNameOf(attribute.AttributeClass!.Name)}]{where}";
                    Report(symbols, type, attribute, what, counterpart, remedy, isPacked);
                }
            }
        });
    }

    private static void Report(
        SymbolAnalysisContext symbols,
        INamedTypeSymbol type,
        AttributeData attribute,
        string what,
        string? replacement,
        string remedy,
        bool isPacked)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(symbols.CancellationToken) is not AttributeSyntax syntax)
        {
            return;
        }

        symbols.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.OtherSerializersAttribute.In(symbols.Options),
            syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Replacement, replacement),
            what,
            type.Name,
            isPacked ? "[MemoryPackable] and serialized by MemoryPack" : "not [MemoryPackable]",
            remedy));
    }

    private static string ShortNameOf(string fullName)
    {
        string name = fullName.Substring(fullName.LastIndexOf('.') + 1);
        return name.Substring(0, name.Length - nameof(Attribute).Length);
    }
}
