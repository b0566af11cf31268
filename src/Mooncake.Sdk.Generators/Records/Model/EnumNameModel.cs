namespace Mooncake.Sdk.Generators.Records.Model;

/// <summary>A value of an enum that a key holds by its name.</summary>
/// <param name="Identifier">The value's name in C#, escaped where it is a keyword.</param>
/// <param name="Text">The name as it stands in a key, percent-encoded where the template demands it.</param>
internal sealed record EnumNameModel(string Identifier, string Text);
