namespace Mooncake.Cli.Stores;

/// <summary>The answer of <see cref="PingCommand"/>.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Health">What it said.</param>
/// <param name="Milliseconds">How long it took to answer.</param>
internal sealed record PingReport(string Engine, string Health, double Milliseconds);
