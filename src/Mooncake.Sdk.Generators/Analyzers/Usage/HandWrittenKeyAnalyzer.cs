using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0516: a key is put together by hand although a stored type has its template.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandWrittenKeyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.HandWrittenKey];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols
                && start.Compilation.GetTypeByMetadataName(StoreTypeNames.StoreKey) is { } attribute)
            {
                // Gathered when the first key that is put together is met: most programs have none.
                Lazy<Dictionary<string, (string Template, string Type)>> templates =
                    new(() => TemplatesOf(start.Compilation.Assembly.GlobalNamespace, attribute));
                start.RegisterOperationAction(operations => Analyze(operations, symbols, templates), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(
        OperationAnalysisContext context, StoreSymbols symbols, Lazy<Dictionary<string, (string Template, string Type)>> templates)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (!StoreSymbols.Is(call.TargetMethod.ContainingType, symbols.Raw))
        {
            return;
        }

        foreach (IOperation key in call.Arguments.SelectMany(KeysIn))
        {
            if (KeyForm.Of(key) is { } form && templates.Value.TryGetValue(form, out (string Template, string Type) found))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.HandWrittenKey.In(context.Options), key.Syntax.GetLocation(), found.Template, found.Type));
            }
        }
    }

    /// <summary>
    /// The texts that an argument gives as keys: the one key, or all texts that are put together in a list of keys or items.
    /// </summary>
    private static IEnumerable<IOperation> KeysIn(IArgumentOperation argument)
    {
        bool isOne = argument.Parameter is { Name: "key", Type.SpecialType: SpecialType.System_String };
        if (!isOne && argument.Parameter is not { Name: "keys" or "items" })
        {
            return [];
        }

        IOperation value = argument.Value.Unconverted();
        if (value is ILocalReferenceOperation local && local.Root().InitialValueOf(local.Local) is { } initial)
        {
            value = initial.Unconverted();
        }

        return isOne ? [value] : KeyForm.TextsIn(value);
    }

    private static Dictionary<string, (string Template, string Type)> TemplatesOf(INamespaceSymbol root, INamedTypeSymbol attribute)
    {
        Dictionary<string, (string Template, string Type)> templates = new(StringComparer.Ordinal);
        Stack<INamespaceOrTypeSymbol> open = new([root]);
        while (open.Count > 0)
        {
            INamespaceOrTypeSymbol current = open.Pop();
            foreach (INamespaceOrTypeSymbol member in current.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(member);
            }

            AttributeData? mark = current.GetAttributes().FirstOrDefault(
                data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute));
            if (mark?.ConstructorArguments.FirstOrDefault().Value is string text
                && KeyTemplate.Parse(text, out KeyTemplate? template, out _) == KeyTemplateError.None)
            {
                templates[template!.Lead + string.Concat(template.Parts.Select(static part => "\0" + part.Literal))] = (text, current.Name);
            }
        }

        return templates;
    }
}
