namespace Mooncake.Sdk.Generators.Records.Model;

/// <summary>How drafts of a type are created.</summary>
/// <param name="ElementType">The type of the payload's elements.</param>
/// <param name="OfKey">
/// An expression that creates a value with an empty payload from <c>key</c>; null if the type has other members, so that drafts are created
/// from a value.
/// </param>
internal sealed record DraftModel(string ElementType, string? OfKey);
