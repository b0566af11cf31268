namespace Mooncake.Cli.Dashboard;

/// <summary>The answer to a request that failed.</summary>
/// <param name="Error">What failed, and what to do.</param>
internal sealed record ErrorPage(string Error);
