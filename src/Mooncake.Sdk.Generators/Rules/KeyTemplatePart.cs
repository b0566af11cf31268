namespace Mooncake.Sdk.Generators.Rules;

/// <summary>A placeholder of a key template and the literal text that follows it.</summary>
/// <param name="Name">The member that it names, without <c>@</c>.</param>
/// <param name="Format">What stands behind the colon, or empty.</param>
/// <param name="Literal">
/// The text up to the next placeholder or the end, with its braces single; empty only behind the last placeholder.
/// </param>
/// <param name="Position">Where the opening brace stands in the template's value.</param>
internal sealed record KeyTemplatePart(string Name, string Format, string Literal, int Position);
