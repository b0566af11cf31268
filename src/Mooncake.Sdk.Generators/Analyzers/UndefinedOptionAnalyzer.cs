using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0035: an enum argument of an attribute has a value that the enum does not declare.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndefinedOptionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UndefinedOption];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type) =>
        {
            if (UndefinedOption.Find(type) is { } option)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UndefinedOption.In(symbols.Options),
                    LocationOf(option, symbols.CancellationToken) ?? type.Locations[0],
                    type.Name,
                    option.Value,
                    option.Enum.Name,
                    option.Choices));
            }
        });
    }

    private static Location? LocationOf(UndefinedOption option, CancellationToken cancellationToken)
    {
        AttributeSyntax? attribute = option.Attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        return attribute?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == option.Argument)
            ?.Expression.GetLocation();
    }
}
