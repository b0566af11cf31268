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
            if (attribute.AttributeClass is not { } found || !SymbolText.IsNamed(found, StoreTypeNames.StoreUnion))
            {
                continue;
            }

            if (ReadCase(type, attribute, types, cases, out string problem) is { } item)
            {
                cases.Add(item);
                continue;
            }

            bool isReported = problem.Length == 0;
            problems.Add(new ObjectProblem(
                isReported
                    ? ObjectProblemKind.ReportedElsewhere
                    : ObjectProblemKind.UnionCase, type, problem, attribute.ApplicationSyntaxReference));
        }

        return cases;
    }

    /// <summary>The entries that name a type, right or wrong.</summary>
    /// <param name="type">The abstract class or interface.</param>
    public static List<(int Tag, INamedTypeSymbol Type)> EntriesOf(INamedTypeSymbol type)
    {
        return
        [
            .. type.GetAttributes()
                .Where(static attribute => attribute.AttributeClass is { } found && SymbolText.IsNamed(found, StoreTypeNames.StoreUnion))
                .Where(static attribute => attribute.ConstructorArguments.Length == 2
                    && attribute.ConstructorArguments[0].Value is ushort
                    && attribute.ConstructorArguments[1].Value is INamedTypeSymbol)
                .Select(static attribute => ((int)(ushort)attribute.ConstructorArguments[0].Value!, (INamedTypeSymbol)attribute.ConstructorArguments[1].Value!)),
        ];
    }

    /// <summary>Reads one entry, or says what is wrong with it and what to do; nothing where another rule does.</summary>
    private static UnionCaseModel? ReadCase(
        INamedTypeSymbol type,
        AttributeData attribute,
        SerializableTypes types,
        List<UnionCaseModel> others,
        out string problem)
    {
        problem = "it does not name a type; name a concrete class";
        if (attribute.ConstructorArguments.Length != 2
            || attribute.ConstructorArguments[0].Value is not ushort tag
            || attribute.ConstructorArguments[1].Value is not ITypeSymbol listed)
        {
            return null;
        }

        string name = $"'{listed.ToDisplayString()}'";
        if (listed is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, IsUnboundGenericType: false } concrete)
        {
            problem = $"{name} is not a concrete class; list only classes that can be constructed";
            return null;
        }

        if (!IsOrDerivesFrom(concrete, type))
        {
            problem = $"{name} does not derive from or implement '{type.Name}'; derive it, or remove the entry";
            return null;
        }

        if (types.FindCodec(concrete, isUtf16: false) is not { } codec)
        {
            problem = SerializableTypes.IsStored(concrete) ? "" : $"{name} has no serializer; mark it [StoreObject]";
            return null;
        }

        UnionCaseModel item = new(tag, SymbolText.Of(concrete), codec.Text);
        if (others.Find(other => other.Tag == tag || other.TypeText == item.TypeText) is { } same)
        {
            problem = same.Tag == tag
                ? $"tag {tag} is already used; stored objects contain tags, so give each type its own and never change it"
                : $"{name} is already listed; list each type once";
            return null;
        }

        return item;
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
}
