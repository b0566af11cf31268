namespace Mooncake.Server.Sessions;

/// <summary>A command that took long.</summary>
/// <param name="Id">Its number since the server started.</param>
/// <param name="Time">When it ended, in seconds since 1970.</param>
/// <param name="Microseconds">How long it took.</param>
/// <param name="Arguments">Its arguments, shortened.</param>
/// <param name="Address">The client's address.</param>
/// <param name="ClientName">The client's name.</param>
internal sealed record SlowCommand(
    long Id, long Time, long Microseconds, IReadOnlyList<string> Arguments, string Address, string ClientName);
