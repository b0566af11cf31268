namespace Mooncake.Cli.Dashboard;

/// <summary>The answer of <c>/api/keys</c>.</summary>
/// <param name="Items">Keys and groups.</param>
/// <param name="Next">Where the next page begins, as <see cref="KeyId"/> has it; null on the last page.</param>
/// <param name="Note">What the reader should know about the list, or null.</param>
internal sealed record KeyPage(IReadOnlyList<KeyItem> Items, string? Next = null, string? Note = null);
