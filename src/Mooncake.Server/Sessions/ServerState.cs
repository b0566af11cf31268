using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Mooncake.Observability;
using Mooncake.Server.Observability;
using Mooncake.Server.PubSub;
using Mooncake.Server.Security;

namespace Mooncake.Server.Sessions;

/// <summary>What the connections of a server share. Nothing of it is needed for a GET or a SET but the engine.</summary>
internal sealed class ServerState
{
    private readonly Lock _threads = new();
    private ThreadCounts[] _counts = [];

    /// <summary>Creates the state of a server.</summary>
    /// <param name="store">The store that is served.</param>
    /// <param name="options">The frozen options.</param>
    internal ServerState(MooncakeStore store, RespServerOptions options)
    {
        Options = options;
        Engine = new EngineAccess(store, options);
        Password = options.Password is { } password ? new PasswordCheck(password) : null;
        Settings = new ServerSettings(options);
        SlowLog = new SlowLog(Settings);
        Logger = options.LoggerFactory is { } factory ? new GuardedLogger(factory.CreateLogger(ServerLog.Category)) : NullLogger.Instance;
    }

    /// <summary>The options, which nobody changes any more.</summary>
    internal RespServerOptions Options { get; }

    /// <summary>What <c>CONFIG SET</c> changes.</summary>
    internal ServerSettings Settings { get; }

    /// <summary>The engine.</summary>
    internal EngineAccess Engine { get; }

    /// <summary>The password, or null if none is asked for.</summary>
    internal PasswordCheck? Password { get; }

    /// <summary>The connections.</summary>
    internal ClientRegistry Clients { get; } = new();

    /// <summary>Channels and their subscribers.</summary>
    internal PubSubHub Channels { get; } = new();

    /// <summary>Where scans go on.</summary>
    internal ScanCursors Cursors { get; } = new();

    /// <summary>Slow commands.</summary>
    internal SlowLog SlowLog { get; }

    /// <summary>Where messages go.</summary>
    internal ILogger Logger { get; }

    /// <summary>Identifies this run of the server: 40 hexadecimal digits.</summary>
    internal string RunId { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>The port that is listened on.</summary>
    internal int Port { get; set; }

    /// <summary>When the server started, as a timestamp.</summary>
    internal long StartedAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>The rate of commands, for INFO.</summary>
    internal CommandRate Rate { get; } = new();

    /// <summary>Milliseconds since 1970, by the store's clock.</summary>
    internal long NowMilliseconds => Engine.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Commands of all threads.</summary>
    internal long Commands => Sum(static counts => counts.Commands);

    /// <summary>Bytes that all threads received.</summary>
    internal long BytesIn => Sum(static counts => counts.BytesIn);

    /// <summary>Bytes that all threads sent.</summary>
    internal long BytesOut => Sum(static counts => counts.BytesOut);

    /// <summary>How long the commands of all threads took.</summary>
    internal LatencyHistogram Latency
    {
        get
        {
            LatencyHistogram sum = new();
            foreach (ThreadCounts counts in Volatile.Read(ref _counts))
            {
                sum.Add(counts.Latency);
            }

            return sum;
        }
    }

    /// <summary>Makes the counts of one more thread.</summary>
    internal ThreadCounts AddCounts()
    {
        ThreadCounts counts = new();
        lock (_threads)
        {
            Volatile.Write(ref _counts, [.. _counts, counts]);
        }

        return counts;
    }

    private long Sum(Func<ThreadCounts, long> count) => Volatile.Read(ref _counts).Sum(count);
}
