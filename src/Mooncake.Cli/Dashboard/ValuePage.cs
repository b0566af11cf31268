namespace Mooncake.Cli.Dashboard;

/// <summary>The answer of <c>/api/value</c>.</summary>
/// <param name="Key">The key as text to show.</param>
/// <param name="Size">The object's size in bytes.</param>
/// <param name="Head">Its first bytes, as base64.</param>
/// <param name="ExpiresAt">When it expires; null for never, and on engines that do not expire objects.</param>
/// <param name="Trailer">What the trailer says, or null if the object has none or is too large to check.</param>
internal sealed record ValuePage(string Key, long Size, string Head, DateTimeOffset? ExpiresAt, string? Trailer);
