namespace Mooncake.Sdk.Generators.Records.Model;

/// <summary>A value of an enum that a key holds by its name.</summary>
/// <param name="Value">The value as a constant expression.</param>
/// <param name="Text">The name as it stands in a key, percent-encoded where the template demands it.</param>
internal sealed record EnumNameModel(string Value, string Text);
