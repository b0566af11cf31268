namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>A type parameter of a stored type, and the parameter of its codec that says how its values are encoded.</summary>
/// <param name="Name">The type parameter, escaped.</param>
/// <param name="Codec">The codec's type parameter.</param>
internal sealed record TypeParameterModel(string Name, string Codec);
