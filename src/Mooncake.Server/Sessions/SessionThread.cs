using System.Diagnostics;
using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Sessions;

/// <summary>What the sessions of one thread share: the replies of the batch at hand, memory for commands, and counts.</summary>
internal sealed class SessionThread : IDisposable
{
    /// <summary>Memory for objects that a thread keeps between batches, in bytes.</summary>
    private const int KeptScratchBytes = 1 << 20;

    /// <summary>Creates what one thread needs.</summary>
    internal SessionThread(ServerState server)
    {
        Reply = new ReplyWriter((nint)server.Options.MaxReplyBytes);
        Call = new CommandContext(server, Reply);
        Counts = server.AddCounts();
    }

    /// <summary>The replies of the batch at hand.</summary>
    internal ReplyWriter Reply { get; }

    /// <summary>What commands work with.</summary>
    internal CommandContext Call { get; }

    /// <summary>What the thread has done.</summary>
    internal ThreadCounts Counts { get; }

    /// <summary>When the last command ended, which is when the next one began.</summary>
    internal long LastEnd { get; set; }

    /// <summary>Notes when a batch begins, and frees what a large object of the last one took.</summary>
    internal void BeginBatch()
    {
        LastEnd = Stopwatch.GetTimestamp();
        Call.Scratch.Clear(KeptScratchBytes);
    }

    /// <inheritdoc/>
    public void Dispose() => Call.Dispose();
}
