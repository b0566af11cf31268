using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0034: a part of the key is not stored with the value.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnstoredKeyMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnstoredKeyMember];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterPartAction(context, static (symbols, key, part, member, _) =>
        {
            string ignore = PackableTypes.IsPacked(key.Type) ? MemoryPackNames.Ignore : StoreTypeNames.StoreIgnore;
            bool isLeftOut = SymbolText.HasAttribute(member, ignore)
                && BackingFields.Holds(member)
                && ObjectParser.Parse(key.Type, symbols.CancellationToken).Model is { Kind: ObjectKind.Object or ObjectKind.VersionTolerant };
            if (isLeftOut)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnstoredKeyMember.In(symbols.Options), key.LocationOfName(part), part.Name, key.Type.Name));
            }
        });
    }
}
