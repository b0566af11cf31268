using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>Reads the concrete types that a union lists.</summary>
internal static class UnionParser
{
    /// <summary>The concrete types, in the order in which they are listed.</summary>
    /// <param name="type">The abstract class or interface.</param>
    /// <param name="types">Says how the concrete types are encoded.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static List<UnionCaseModel> Parse(INamedTypeSymbol type, SerializableTypes types, List<ObjectProblem> problems)
    {
        List<UnionCaseModel> cases = [];
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { } found || SymbolText.DefinitionOf(found) != StoreTypeNames.StoreUnion)
            {
                continue;
            }

            if (ReadCase(type, attribute, types) is { } item
                && !cases.Exists(other => other.Tag == item.Tag || other.TypeText == item.TypeText))
            {
                cases.Add(item);
            }
            else
            {
                problems.Add(new ObjectProblem(ObjectProblemKind.UnionCase, type, DescribeCase(attribute)));
            }
        }

        return cases;
    }

    private static UnionCaseModel? ReadCase(INamedTypeSymbol type, AttributeData attribute, SerializableTypes types)
    {
        if (attribute.ConstructorArguments.Length != 2
            || attribute.ConstructorArguments[0].Value is not ushort tag
            || attribute.ConstructorArguments[1].Value is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, IsUnboundGenericType: false } concrete
            || !IsOrDerivesFrom(concrete, type)
            || types.FindCodec(concrete, isUtf16: false) is not { } codec)
        {
            return null;
        }

        return new UnionCaseModel(tag, SymbolText.Of(concrete), codec.Text);
    }

    private static bool IsOrDerivesFrom(INamedTypeSymbol concrete, INamedTypeSymbol type)
    {
        if (concrete.AllInterfaces.Contains(type, SymbolEqualityComparer.Default))
        {
            return true;
        }

        for (INamedTypeSymbol? level = concrete; level is not null; level = level.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(level, type))
            {
                return true;
            }
        }

        return false;
    }

    private static string DescribeCase(AttributeData attribute)
    {
        return string.Join(", ", attribute.ConstructorArguments.Select(static argument => argument.Value?.ToString() ?? "null"));
    }
}
