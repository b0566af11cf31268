using System.Diagnostics;
using System.Globalization;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Sessions;

/// <content>What the client is and said about itself. Read by other threads for CLIENT LIST.</content>
internal sealed unsafe partial class RespSession
{
    private readonly long _connectedAt = Stopwatch.GetTimestamp();
    private long _activeAt = Stopwatch.GetTimestamp();
    private bool _isAuthenticated;

    /// <summary>The connection's number.</summary>
    internal long Id { get; }

    /// <summary>The client's address and port.</summary>
    internal string Address { get; }

    /// <summary>The server's address and port that the client connected to.</summary>
    internal string LocalAddress { get; init; } = "";

    /// <summary>The name that the client gave itself.</summary>
    internal string Name { get; set; } = "";

    /// <summary>The client's library.</summary>
    internal string LibraryName { get; set; } = "";

    /// <summary>Its version.</summary>
    internal string LibraryVersion { get; set; } = "";

    /// <summary>True if the client asked for RESP3.</summary>
    internal bool IsResp3 { get; set; }

    /// <summary>True if the client asked not to be disconnected first. Kept for the client; the server evicts no clients.</summary>
    internal bool IsNoEvict { get; set; }

    /// <summary>True once the password was right, or where none is asked for.</summary>
    internal bool IsAuthenticated
    {
        get => _isAuthenticated;
        set
        {
            _isAuthenticated = value;
            _limits = value
                ? new ParseLimits(Server.Options.MaxArguments, Server.Options.MaxArgumentBytes, IsAuthenticated: true)
                : ParseLimits.BeforePassword;
        }
    }

    /// <summary>Notes that the client sent something.</summary>
    internal void MarkActive(long timestamp) => Volatile.Write(ref _activeAt, timestamp);

    /// <summary>How long ago the client sent something.</summary>
    internal TimeSpan IdleTime => Stopwatch.GetElapsedTime(Volatile.Read(ref _activeAt));

    /// <summary>The connection's state, as RESET leaves it.</summary>
    internal void Reset(ReplyWriter reply)
    {
        UnsubscribeAll();
        Name = "";
        IsNoEvict = false;
        IsResp3 = reply.IsResp3 = false;
        IsAuthenticated = Server.Password is null;
    }

    /// <summary>The line of CLIENT LIST.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"id={Id} addr={Address} laddr={LocalAddress} fd=0 name={Name} age={(long)Stopwatch.GetElapsedTime(_connectedAt).TotalSeconds}"
        + $" idle={(long)IdleTime.TotalSeconds} flags={Flags} db=0 sub={_channels.Count} psub={_patterns.Count} ssub=0 multi=-1"
        + $" qbuf={HeldBytes} qbuf-free=0 argv-mem=0 multi-mem=0 rbs=0 rbp=0 obl=0 oll=0 omem=0 tot-mem=0 events=r"
        + $" cmd={LastCommand?.Name ?? "NULL"} user=default redir=-1 resp={(IsResp3 ? 3 : 2)} lib-name={LibraryName} lib-ver={LibraryVersion}");

    private string Flags => (SubscriptionCount > 0 ? "P" : "") + (IsNoEvict ? "e" : "") is { Length: > 0 } flags ? flags : "N";
}
