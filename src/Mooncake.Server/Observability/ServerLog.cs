using Microsoft.Extensions.Logging;

namespace Mooncake.Server.Observability;

/// <summary>What the server logs, with stable event ids; never keys, passwords or the bytes of objects.</summary>
internal static partial class ServerLog
{
    /// <summary>The category of all messages.</summary>
    internal const string Category = "Mooncake.Server";

    /// <summary>A server listens.</summary>
    [LoggerMessage(100, LogLevel.Information, "Listening on {Address}, transport {Transport}.")]
    internal static partial void Listening(ILogger logger, string address, string transport);

    /// <summary>A server has stopped.</summary>
    [LoggerMessage(101, LogLevel.Information, "Stopped; {Cut} connections were closed before the client had read all replies.")]
    internal static partial void Stopped(ILogger logger, int cut);

    /// <summary>A client has connected.</summary>
    [LoggerMessage(102, LogLevel.Debug, "Client {Id} connected from {Address}.")]
    internal static partial void Connected(ILogger logger, long id, string address);

    /// <summary>A client is gone.</summary>
    [LoggerMessage(103, LogLevel.Debug, "Client {Id} of {Address} disconnected: {Reason}.")]
    internal static partial void Disconnected(ILogger logger, long id, string address, string reason);

    /// <summary>A client was refused.</summary>
    [LoggerMessage(104, LogLevel.Warning, "A client was refused: there are {Count} connections (MaxClients).")]
    internal static partial void Refused(ILogger logger, int count);

    /// <summary>A client was cut off because of a limit.</summary>
    [LoggerMessage(105, LogLevel.Warning, "Client {Id} of {Address} is cut off: {Reason}.")]
    internal static partial void CutOff(ILogger logger, long id, string address, string reason);

    /// <summary>A client sent a wrong password.</summary>
    [LoggerMessage(106, LogLevel.Warning, "Client {Id} of {Address} sent a wrong password.")]
    internal static partial void WrongPassword(ILogger logger, long id, string address);

    /// <summary>Accepting connections failed.</summary>
    [LoggerMessage(107, LogLevel.Error, "Accepting connections failed, and the server tries again: {Error}.")]
    internal static partial void AcceptFailed(ILogger logger, string error);

    /// <summary>A connection failed in a way that nobody expected.</summary>
    [LoggerMessage(108, LogLevel.Error, "Client {Id} of {Address} is cut off because of an unexpected failure.")]
    internal static partial void Failed(ILogger logger, long id, string address, Exception exception);
}
