using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Parsing;

/// <summary>Finds the members that a template's placeholders name.</summary>
internal static class KeyTemplateBinder
{
    /// <summary>Binds a template to a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="text">The template.</param>
    /// <param name="keyStruct">The key struct's name.</param>
    /// <returns>The template, or null if it breaks a rule.</returns>
    public static KeyTemplateModel? Bind(INamedTypeSymbol type, string text, string keyStruct)
    {
        if (KeyTemplate.Parse(text, out KeyTemplate? template, out _) != KeyTemplateError.None || template is null)
        {
            return null;
        }

        IReadOnlyList<string> parameters = RecordNaming.ParametersOf([.. template.Parts.Select(static part => part.Name)]);
        List<KeyPartModel> parts = [];
        foreach (KeyTemplatePart part in template.Parts)
        {
            if (StoreKeyTargetRules.IsReservedPartName(part.Name, keyStruct, template.Parts.Select(static other => other.Name))
                || BindPart(type, part, parameters[parts.Count]) is not { } model)
            {
                return null;
            }

            parts.Add(model);
        }

        return new KeyTemplateModel(text, template.Lead, template.Separators, parts.ToEquatableArray());
    }

    private static KeyPartModel? BindPart(INamedTypeSymbol type, KeyTemplatePart part, string parameter)
    {
        if (StoreKeyTargetRules.FindMember(type, part.Name, out ITypeSymbol? memberType) is null || memberType is null)
        {
            return null;
        }

        KeyPartKind kind = KeyPartRules.KindOf(memberType, part.Format);
        if (kind == KeyPartKind.None || !KeyPartRules.CanFollow(kind, part.Literal))
        {
            return null;
        }

        INamedTypeSymbol? underlying = (memberType as INamedTypeSymbol)?.EnumUnderlyingType;
        return new KeyPartModel(
            part.Name,
            TypeScope.Escape(part.Name),
            TypeScope.Escape(parameter),
            memberType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            kind,
            part.Format,
            underlying?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "",
            kind == KeyPartKind.EnumName ? EnumAliases(memberType) : default,
            part.Literal);
    }

    /// <summary>The names that have the value of one declared before; keys hold the first.</summary>
    private static EquatableArray<string> EnumAliases(ITypeSymbol type)
    {
        HashSet<object> numbers = [];
        return type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(field => field is { HasConstantValue: true, ConstantValue: { } number } && !numbers.Add(number))
            .Select(static field => field.Name)
            .ToEquatableArray();
    }
}
