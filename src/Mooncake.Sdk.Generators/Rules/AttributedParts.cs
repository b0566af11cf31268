using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// The parts of a partial type that carry an attribute. The compiler's provider finds each of them, and a type that was found twice would
/// be emitted twice, under one name: then everything that was emitted is dropped.
/// </summary>
internal static class AttributedParts
{
    /// <summary>True for the first part that carries the attribute by which the type was found.</summary>
    /// <param name="found">What was found.</param>
    public static bool IsFirst(GeneratorAttributeSyntaxContext found)
    {
        INamedTypeSymbol? attribute = found.Attributes[0].AttributeClass;
        SyntaxReference? first = found.TargetSymbol.GetAttributes()
            .FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            ?.ApplicationSyntaxReference;
        return first is null || (first.SyntaxTree == found.TargetNode.SyntaxTree && found.TargetNode.Span.Contains(first.Span));
    }
}
