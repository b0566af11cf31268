using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0010: a key template is not well formed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MalformedTemplateAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.MalformedTemplate];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            if (ReasonOf(key) is { } reason)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.MalformedTemplate.In(symbols.Options), LocationOf(key), key.Type.Name, reason));
            }
        });
    }

    private static string? ReasonOf(KeyDeclaration key)
    {
        return key.Error switch
        {
            KeyTemplateError.Empty =>
                "it is empty; write a text with member names in braces, such as \"things/{Id}\"",
            KeyTemplateError.LoneBrace when key.Text[key.ErrorPosition] == '{' =>
                "this brace is not closed; close it, or double it for a literal brace",
            KeyTemplateError.LoneBrace =>
                "this brace closes no placeholder; open one, or double it for a literal brace",
            KeyTemplateError.BadPlaceholder =>
                "a placeholder is a member name with an optional colon and format, such as {Id} or {Id:x16}; correct it",
            KeyTemplateError.DuplicatePlaceholder =>
                "this member is already named; name each member once",
            KeyTemplateError.BadLiteral when char.IsControl(key.Text[key.ErrorPosition]) =>
                $"it contains the control character U+{(int)key.Text[key.ErrorPosition]:X4}, which breaks lists of keys; remove it",
            KeyTemplateError.BadLiteral =>
                "it contains an unpaired surrogate, which UTF-8 cannot encode; remove it",
            _ => null,
        };
    }

    private static Location LocationOf(KeyDeclaration key)
    {
        if (key.Error == KeyTemplateError.Empty)
        {
            return key.TemplateLocation;
        }

        bool isPlaceholder = key.Error is KeyTemplateError.BadPlaceholder or KeyTemplateError.DuplicatePlaceholder;
        int length = isPlaceholder ? key.Text.IndexOf('}', key.ErrorPosition) + 1 - key.ErrorPosition : 1;
        return key.LocationAt(key.ErrorPosition, length);
    }
}
