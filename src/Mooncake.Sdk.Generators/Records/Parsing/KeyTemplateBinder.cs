using System.Globalization;
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

        string separators = template.Separators;
        IReadOnlyList<string> parameters = RecordNaming.ParametersOf([.. template.Parts.Select(static part => part.Name)]);
        List<KeyPartModel> parts = [];
        foreach (KeyTemplatePart part in template.Parts)
        {
            if (BindPart(type, part, keyStruct, parameters[parts.Count], separators) is not { } model)
            {
                return null;
            }

            parts.Add(model);
        }

        return new KeyTemplateModel(text, template.Lead, separators, parts.ToEquatableArray());
    }

    private static KeyPartModel? BindPart(INamedTypeSymbol type, KeyTemplatePart part, string keyStruct, string parameter, string separators)
    {
        if (StoreKeyTargetRules.IsReservedPartName(part.Name, keyStruct)
            || StoreKeyTargetRules.FindMember(type, part.Name, out ITypeSymbol? memberType) is null
            || memberType is null)
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
            kind == KeyPartKind.EnumName ? EnumNames(memberType, separators) : default,
            part.Literal);
    }

    /// <summary>An enum's values, each number once, by the name that is declared first.</summary>
    private static EquatableArray<EnumNameModel> EnumNames(ITypeSymbol type, string separators)
    {
        HashSet<object> numbers = [];
        return type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(field => field is { HasConstantValue: true, ConstantValue: { } number } && numbers.Add(number))
            .Select(field => new EnumNameModel(ConstantOf(field), KeyEscaping.Escape(field.Name, separators)))
            .ToEquatableArray();
    }

    // By its name, but for a value that only obsolete code may name.
    private static string ConstantOf(IFieldSymbol field)
    {
        string type = field.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return ObsoleteErrors.IsMarked(field)
            ? string.Format(CultureInfo.InvariantCulture, "({0})({1})", type, field.ConstantValue)
            : $"{type}.{TypeScope.Escape(field.Name)}";
    }
}
