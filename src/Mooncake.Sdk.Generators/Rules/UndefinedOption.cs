using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>An enum argument of an attribute of ours whose value the enum does not declare, such as <c>(StoreLayout)7</c>.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Argument">The argument's name; null for the one of the constructor.</param>
/// <param name="Value">The number.</param>
/// <param name="Enum">The enum.</param>
internal sealed record UndefinedOption(AttributeData Attribute, string? Argument, string Value, INamedTypeSymbol Enum)
{
    private static readonly string[] Attributes = [StoreTypeNames.StoreObject, StoreTypeNames.StoreKey];

    /// <summary>The names that the enum declares, for a message.</summary>
    public string Choices
    {
        get
        {
            string[] names = [.. Enum.GetMembers().OfType<IFieldSymbol>().Where(static item => item.HasConstantValue).Select(static item => item.Name)];
            return string.Join(", ", names.Take(names.Length - 1)) + " or " + names[names.Length - 1];
        }
    }

    /// <summary>The first such argument on a type, or null.</summary>
    /// <param name="type">A type that asks for generated code.</param>
    public static UndefinedOption? Find(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in Attributes.Select(name => SymbolText.FindAttribute(type, name)).OfType<AttributeData>())
        {
            foreach ((string? name, TypedConstant constant) in ArgumentsOf(attribute))
            {
                if (constant is { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol found, Value: { } value }
                    && !IsDeclared(found, value))
                {
                    return new UndefinedOption(attribute, name, Convert.ToString(value, CultureInfo.InvariantCulture), found);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string? Name, TypedConstant Value)> ArgumentsOf(AttributeData attribute) =>
        attribute.ConstructorArguments.Select(static argument => (default(string), argument))
            .Concat(attribute.NamedArguments.Select(static argument => ((string?)argument.Key, argument.Value)));

    private static bool IsDeclared(INamedTypeSymbol type, object value) =>
        type.GetMembers().OfType<IFieldSymbol>().Any(field => field.HasConstantValue && Equals(field.ConstantValue, value));
}
