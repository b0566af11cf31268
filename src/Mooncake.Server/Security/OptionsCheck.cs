using System.Globalization;
using System.Net;

namespace Mooncake.Server.Security;

/// <summary>Checks the options of a server before it listens.</summary>
internal static class OptionsCheck
{
    // What timers of .NET take.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);

    /// <summary>Why a server must not start with these options, or null.</summary>
    internal static StoreError? Refusal(RespServerOptions options) =>
        !IPAddress.IsLoopback(options.Address) && options.Password is null && options.Certificate is null
            ? Refuse(
                $"The server cannot listen on {options.Address}: other machines can reach it, and neither Password nor Certificate is set.",
                "Set Password or Certificate, or listen on a loopback address.")
        : options.Certificate is { HasPrivateKey: false }
            ? Refuse("The certificate has no private key.", "Load the certificate together with its key.")
        : options.Password is "" ? Refuse("The password is empty.", "Set a password, or null for none.")
        : OutOfRange(options.Port is < 0 or > 65_535, nameof(options.Port), options.Port, "0 to 65,535")
        ?? OutOfRange(options.Threads is < 0 or > 1024, nameof(options.Threads), options.Threads, "0 to 1,024")
        ?? OutOfRange(options.MaxClients < 1, nameof(options.MaxClients), options.MaxClients, "1 or more")
        ?? OutOfRange(options.MaxArguments < 8, nameof(options.MaxArguments), options.MaxArguments, "8 or more")
        ?? OutOfRange(
            options.MaxArgumentBytes is < 1024 or > 1 << 30, nameof(options.MaxArgumentBytes), options.MaxArgumentBytes,
            "1,024 to 1,073,741,824 bytes")
        ?? OutOfRange(options.MaxQueryBytes < 65_536, nameof(options.MaxQueryBytes), options.MaxQueryBytes, "65,536 bytes or more")
        ?? OutOfRange(
            options.MaxReplyBytes is < 65_536 or > int.MaxValue, nameof(options.MaxReplyBytes), options.MaxReplyBytes,
            "65,536 to 2,147,483,647 bytes")
        ?? OutOfRange(options.MaxMessageBytes < 65_536, nameof(options.MaxMessageBytes), options.MaxMessageBytes, "65,536 bytes or more")
        ?? OutOfRange(options.SlowLogLength < 0, nameof(options.SlowLogLength), options.SlowLogLength, "0 or more")
        ?? (options.StallTimeout <= TimeSpan.Zero || options.StallTimeout > LongestWait
            ? Refuse($"StallTimeout is {options.StallTimeout}, but must be above zero and at most 24 days.", "Set a value in this range.") : null)
        ?? (options.StopTimeout < TimeSpan.Zero || options.StopTimeout > LongestWait
            ? Refuse($"StopTimeout is {options.StopTimeout}, but must be from zero to 24 days.", "Set a value in this range.") : null);

    private static StoreError? OutOfRange(bool isOut, string name, long value, string range) => isOut
        ? Refuse(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it can be {range}."), "Set a value in this range.")
        : null;

    private static StoreError Refuse(string cause, string remedy) =>
        new(StoreErrorCode.InvalidConfiguration, StoreOperation.Open, cause, remedy);
}
