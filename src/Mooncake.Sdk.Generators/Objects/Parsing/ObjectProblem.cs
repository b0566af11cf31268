using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>Why a type gets no serializer. Lives only as long as a parse: it holds a symbol.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Symbol">The member or type that it is wrong with.</param>
/// <param name="Detail">The type or parameter in question, or the reason, for a message.</param>
/// <param name="Attribute">Where the attribute stands that it is wrong with, or null.</param>
internal sealed record ObjectProblem(ObjectProblemKind Kind, ISymbol Symbol, string Detail, SyntaxReference? Attribute = null);
