using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The members that every construction of a type has to set in its object initializer.</summary>
internal static class RequiredMembers
{
    /// <summary>
    /// The required members of a type and of all types that it derives from, in whatever assembly; overrides instead of what they override.
    /// </summary>
    /// <param name="type">The type.</param>
    public static List<ISymbol> Of(INamedTypeSymbol type)
    {
        List<ISymbol> members = [];
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            members.AddRange(level.GetMembers().Where(member => IsRequired(member) && !members.Exists(other => other.Name == member.Name)));
        }

        return members;
    }

    /// <summary>True if a member is declared <c>required</c>.</summary>
    /// <param name="member">Any member.</param>
    public static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
}
