namespace Mooncake.Cli.Serve;

/// <summary>What <c>serve</c> listens on, as JSON has it.</summary>
/// <param name="Engine">The engine of the store.</param>
/// <param name="Redis">Address and port of the Redis protocol.</param>
/// <param name="Dashboard">The address of the dashboard; null without one.</param>
internal sealed record ServeReport(string Engine, string Redis, string? Dashboard);
