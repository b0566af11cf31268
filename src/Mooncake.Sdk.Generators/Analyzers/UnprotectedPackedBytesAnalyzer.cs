using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0113: MemoryPack reads bytes of objects that no checksum protects.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnprotectedPackedBytesAnalyzer : DiagnosticAnalyzer
{
    private const string Integrity = "Integrity";
    private const string IsTrailerOptional = "IsTrailerOptional";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnprotectedPackedBytes];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            (string argument, string why) = ArgumentOf(key, Integrity) is not (null or (byte)0 or 0)
                ? (Integrity, $"the Integrity of '{key.Type.Name}' does not cover them")
                : ArgumentOf(key, IsTrailerOptional) is true
                    ? (IsTrailerOptional, $"'{key.Type.Name}' accepts objects without a trailer")
                    : ("", "");
            if (argument.Length > 0 && PackedReads.Find(key.Type) is { } packed)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnprotectedPackedBytes.In(symbols.Options), key.LocationOfArgument(argument), packed.Name, why));
            }
        });
    }

    private static object? ArgumentOf(KeyDeclaration key, string name) =>
        key.Attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;
}
