using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>
/// MOON0519: a draft is created of a type that has no payload for it. The compiler only says that there is no such method.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypeWithoutDraftsAnalyzer : DiagnosticAnalyzer
{
    private const string Method = "CreateDraftAsync";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.TypeWithoutDrafts];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterSyntaxNodeAction(node => Analyze(node, symbols), SyntaxKind.SimpleMemberAccessExpression);
            }
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, StoreSymbols symbols)
    {
        MemberAccessExpressionSyntax access = (MemberAccessExpressionSyntax)context.Node;
        if (access.Name.Identifier.ValueText != Method
            || context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type is not INamedTypeSymbol set
            || !StoreSymbols.Is(set, symbols.Set)
            || set.TypeArguments[1] is not INamedTypeSymbol type)
        {
            return;
        }

        SymbolInfo info = context.SemanticModel.GetSymbolInfo(access, context.CancellationToken);
        if (info.Symbol is null
            && info.CandidateSymbols.IsEmpty
            && DraftPayloads.Explain(type, context.CancellationToken) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.TypeWithoutDrafts.In(context.Options), access.Name.GetLocation(), type.Name, reason));
        }
    }
}
