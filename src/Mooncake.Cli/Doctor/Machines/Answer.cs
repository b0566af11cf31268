namespace Mooncake.Cli.Doctor.Machines;

/// <summary>What came back over the network.</summary>
/// <param name="Problem">Why nothing came back, or null.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Status">The HTTP status; 0 if HTTP was not asked.</param>
/// <param name="Body">The page, cut to some kilobytes.</param>
/// <param name="Date">The server's clock, if it says.</param>
internal sealed record Answer(string? Problem, TimeSpan Time, int Status = 0, string Body = "", DateTimeOffset? Date = null);
