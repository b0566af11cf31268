namespace Mooncake.Cli.Objects;

/// <summary>One line of <see cref="RemoveCommand"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Outcome"><c>removed</c>, <c>missing</c> or <c>failed</c>.</param>
/// <param name="Error">Why the removal failed.</param>
internal sealed record RemoveReport(string Key, string Outcome, string? Error);
