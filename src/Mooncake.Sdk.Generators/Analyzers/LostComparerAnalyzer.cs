using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0117: a stored member whose initializer names a comparer that reading loses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LostComparerAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] Comparers = ["System.Collections.Generic.IEqualityComparer`1", "System.Collections.Generic.IComparer`1"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.LostComparer];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.PropertyInitializer, OperationKind.FieldInitializer);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        ISymbol? member = context.Operation switch
        {
            IPropertyInitializerOperation { InitializedProperties.Length: 1 } property => property.InitializedProperties[0],
            IFieldInitializerOperation { InitializedFields.Length: 1 } field => field.InitializedFields[0].AssociatedSymbol ?? field.InitializedFields[0],
            _ => null,
        };
        if (member?.ContainingType is not { } type
            || !SerializableTypes.IsStored(type)
            || PackableTypes.IsPacked(type)
            || FindComparer(((ISymbolInitializerOperation)context.Operation).Value) is not { } comparer
            || ObjectParser.Parse(type, context.CancellationToken).Model is not { } model
            || !model.Members.Any(
                item => item.Name == TypeScope.Escape(member.Name) && item.Target is not (MemberTarget.Refill or MemberTarget.KeptRefill)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.LostComparer, comparer.Syntax.GetLocation(), comparer.Syntax.ToString(), member.Name, type.Name));
    }

    // Of the collection itself: its constructor's, or that of a method which makes it. Not one inside of its elements.
    private static IOperation? FindComparer(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        ImmutableArray<IArgumentOperation> arguments = value switch
        {
            IObjectCreationOperation creation => creation.Arguments,
            IInvocationOperation call => call.Arguments,
            _ => [],
        };
        return arguments.FirstOrDefault(static argument =>
            !argument.IsImplicit
            && argument.Value is not ({ ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
            && argument.Parameter?.Type is INamedTypeSymbol type
            && Comparers.Contains(SymbolText.DefinitionOf(type)))?.Value is { } found
                ? found is IConversionOperation { IsImplicit: true } converted ? converted.Operand : found
                : null;
    }
}
