using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Members whose initializer may give a collection a comparer, which bytes do not hold.</summary>
internal static class ComparerMembers
{
    private static readonly HashSet<string> Refillable =
    [
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.SortedSet`1",
        "System.Collections.Concurrent.ConcurrentDictionary`2",
    ];

    /// <summary>
    /// True if emitted code puts what it reads into the collection that the member's initializer makes, if the member can be assigned.
    /// </summary>
    /// <param name="member">A property or field.</param>
    public static bool IsRefilled(ISymbol member) =>
        MemberCollector.TypeOf(member) is INamedTypeSymbol type
        && Refillable.Contains(SymbolText.DefinitionOf(type))
        && FindInitializer(member) is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 };

    /// <summary>The value of a member's initializer, or null if it has none that can be seen.</summary>
    /// <param name="member">A property or field.</param>
    public static ExpressionSyntax? FindInitializer(ISymbol member) =>
        member.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax() switch
        {
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            _ => null,
        }).FirstOrDefault(static value => value is not null);
}
