namespace Mooncake.Cli.Objects;

/// <summary>The answer of <see cref="PutCommand"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Bytes">The size of the given value.</param>
/// <param name="Outcome"><c>stored</c> or <c>kept</c>.</param>
internal sealed record PutReport(string Key, long Bytes, string Outcome);
