using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0030: a key member can be set after construction.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MutableKeyMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.MutableKeyMember];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterPartAction(context, static (symbols, key, part, member, type) =>
        {
            // A struct is copied wherever it goes: nobody else can change the copy that was stored.
            if (!key.Type.IsValueType
                && IsSettable(member)
                && member.Locations.FirstOrDefault(static location => location.IsInSource) is { } location)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.MutableKeyMember.In(symbols.Options),
                    location, member.Name, key.Type.Name, member is IFieldSymbol ? "an init-only property" : "'init'"));
            }
        });
    }

    private static bool IsSettable(ISymbol member) => member switch
    {
        IPropertySymbol { SetMethod: { IsInitOnly: false } setter } => setter.DeclaredAccessibility != Accessibility.Private,
        IFieldSymbol field => !field.IsReadOnly,
        _ => false,
    };
}
