using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0021: a placeholder names a member that a key cannot read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusableKeyMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnusableKeyMember];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            foreach (KeyTemplatePart part in key.Template?.Parts ?? [])
            {
                if (ReasonOf(key.Type, part.Name, key.Template!.Parts) is { } reason)
                {
                    symbols.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.UnusableKeyMember.In(symbols.Options),
                        key.LocationOfName(part), part.Name, key.Type.Name, reason));
                }
            }
        });
    }

    private static string? ReasonOf(INamedTypeSymbol type, string name, IReadOnlyList<KeyTemplatePart> parts)
    {
        if (KeyMembers.Find(type, name) is not { } member)
        {
            return null;
        }

        if (StoreKeyTargetRules.IsReservedPartName(name, type.Name + "Key", parts.Select(static part => part.Name)))
        {
            return "the generated key has a member of that name itself; rename the member";
        }

        if (StoreKeyTargetRules.FindMember(type, name, out _) is not null)
        {
            return null;
        }

        return member switch
        {
            not (IPropertySymbol or IFieldSymbol) => "it is neither a property nor a field; name one of these",
            { IsStatic: true } => "it is static, so that all values would share it; name an instance member",
            IPropertySymbol property when Accessors.GetterOf(property) is null => "it cannot be read; give it a getter",
            IPropertySymbol { ReturnsByRef: true } or IPropertySymbol { ReturnsByRefReadonly: true } or IFieldSymbol { RefKind: not RefKind.None } =>
                "it is a reference; name a member that is a value",
            _ => "it is not public, and the generated key is outside the type; make it and its getter public",
        };
    }
}
