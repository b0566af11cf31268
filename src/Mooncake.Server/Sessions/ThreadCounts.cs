using Mooncake.Server.Observability;

namespace Mooncake.Server.Sessions;

/// <summary>What one thread has done. Written by that thread alone, read by all.</summary>
internal sealed class ThreadCounts
{
    private long _commands;
    private long _bytesIn;
    private long _bytesOut;

    /// <summary>Commands carried out.</summary>
    internal long Commands => Volatile.Read(ref _commands);

    /// <summary>Bytes received.</summary>
    internal long BytesIn => Volatile.Read(ref _bytesIn);

    /// <summary>Bytes sent.</summary>
    internal long BytesOut => Volatile.Read(ref _bytesOut);

    /// <summary>How long commands took, in the server alone: from when a command is parsed until its reply is written.</summary>
    internal LatencyHistogram Latency { get; } = new();

    /// <summary>Counts a command.</summary>
    internal void AddCommand() => _commands++;

    /// <summary>Counts received bytes.</summary>
    internal void AddIn(long bytes) => _bytesIn += bytes;

    /// <summary>Counts sent bytes.</summary>
    internal void AddOut(long bytes) => _bytesOut += bytes;
}
