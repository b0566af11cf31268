using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>What code inside a type can access of its own members and of those that it inherits, also from other assemblies.</summary>
internal static class Visibility
{
    /// <summary>True if code inside a type can name a member.</summary>
    /// <param name="member">A member of the type or of one that it derives from; or an accessor of such a member.</param>
    /// <param name="from">The type.</param>
    public static bool IsVisible(ISymbol member, INamedTypeSymbol from)
    {
        return member.DeclaredAccessibility switch
        {
            Accessibility.Private => IsInside(from, member.ContainingType),
            Accessibility.Internal or Accessibility.ProtectedAndInternal =>
                SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, from.ContainingAssembly)
                    || member.ContainingAssembly.GivesAccessTo(from.ContainingAssembly),
            _ => true,
        };
    }

    // Nested types can access the private members of the types around them.
    private static bool IsInside(INamedTypeSymbol? type, INamedTypeSymbol container)
    {
        INamedTypeSymbol? level = type;
        while (level is not null && !SymbolEqualityComparer.Default.Equals(level.OriginalDefinition, container.OriginalDefinition))
        {
            level = level.ContainingType;
        }

        return level is not null;
    }
}
