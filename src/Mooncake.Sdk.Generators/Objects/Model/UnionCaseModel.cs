namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>One concrete type of a union.</summary>
/// <param name="Tag">0 to 65535.</param>
/// <param name="TypeText">The type.</param>
/// <param name="Codec">Its codec's type.</param>
internal sealed record UnionCaseModel(int Tag, string TypeText, string Codec);
