using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Emission;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Records.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>
/// MOON0115: another generator adds something to a stored type that changes what should have been emitted for it. Rules see the finished
/// project, so they compare what was emitted with what the type has become.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissedByGeneratorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.MissedByGenerator];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // Types that another generator declares as a whole get no code either.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation is CSharpCompilation { LanguageVersion: >= LanguageVersions.Lowest })
            {
                // Where nothing at all was generated the generator has not run, or the compiler has said that it failed.
                if (!start.Compilation.SyntaxTrees.Any(static tree => tree.FilePath.Contains(typeof(StoreGenerator).FullName)))
                {
                    return;
                }

                StoredTypes.RegisterAction(start, static (symbols, type) =>
                {
                    if (FindMissed(type, symbols.CancellationToken) is { } missed)
                    {
                        symbols.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.MissedByGenerator.In(symbols.Options), type.Locations[0], type.Name, missed));
                    }
                });
            }
        });
    }

    private static string? FindMissed(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (ObjectParser.Parse(type, cancellationToken).Model is not { } model)
        {
            return null;
        }

        if (EmittedCode.FindCodec(type) is not { } codec || EmittedCode.Contains(codec, UnavailableEmitter.Comment, cancellationToken))
        {
            return "No serializer is generated";
        }

        if (model is { Kind: ObjectKind.Object or ObjectKind.VersionTolerant, UsesMemoryPack: false })
        {
            ISet<string> written = EmittedCode.MembersWrittenBy(codec, cancellationToken);
            string[] missed = [.. model.Members.Where(member => !written.Contains(member.Name)).Select(static member => $"'{member.Name}'")];
            if (missed.Length > 0)
            {
                return $"Generated code does not store {string.Join(", ", missed)}";
            }
        }

        // Fields of structs that are stored as their memory stand in layouts.
        if (!model.Layouts.IsEmpty && !EmittedCode.IsText(codec, ObjectEmitter.Emit(model), cancellationToken))
        {
            return "Generated code does not store all fields";
        }

        return SymbolText.FindAttribute(type, StoreTypeNames.StoreKey) is { } attribute
            && RecordParser.ParseRecord(type, attribute, model) is { } record
            && !EmittedCode.HasKey(type, record.Names.KeyStruct)
                ? "No key is generated"
                : null;
    }
}
