using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Mooncake.Backends;
using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Batches;

/// <summary>One command that runs as a whole on a thread of the store's pipeline.</summary>
/// <remarks>
/// The thread may outlive the answer, when the store's timeout passes. So the command has memory of its own, which nobody frees before.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A call of the engine may outlive the connection; then finalizers free its memory.")]
internal sealed unsafe class LaneWork : EngineWork
{
    private readonly CommandContext _call;
    private readonly byte[] _arguments;
    private StoreError? _error;

    /// <summary>Copies a command.</summary>
    internal LaneWork(CommandContext call)
    {
        int total = 0;
        for (int i = 0; i < call.Count; i++)
        {
            total += call[i].Length + 1;
        }

        // Pinned: engines take addresses. A NUL behind each argument ends the keys.
        _arguments = GC.AllocateArray<byte>(total, pinned: true);
        Argument[] places = new Argument[call.Count];
        int at = 0;
        for (int i = 0; i < call.Count; i++)
        {
            call[i].CopyTo(_arguments.AsSpan(at));
            places[i] = new Argument(at, call[i].Length);
            at += call[i].Length + 1;
        }

        _call = new CommandContext(call.Server, new ReplyWriter((nint)call.Server.Options.MaxReplyBytes)) { Command = call.Command };
        _call.Reply.IsResp3 = call.Session.IsResp3;
        _call.Begin(call.Session, (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_arguments, 0), places, places.Length);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Describe() => SlowLog.Describe(_call);

    /// <inheritdoc/>
    protected override Task RunAsync(EngineAccess engine) => engine.RunOnLaneAsync(Execute).ContinueWith(
        ended => _error = ended.GetAwaiter().GetResult(),
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <inheritdoc/>
    protected override void WriteReplies(ReplyWriter reply)
    {
        if (_error is not null)
        {
            reply.Error(EngineAccess.ErrorText(_error));
            return;
        }

        reply.TakeOver(_call.Reply);
        _call.Dispose();
    }

    /// <inheritdoc/>
    protected override void WriteFailure(ReplyWriter reply, string error) => reply.Error(error);

    private long Execute(StoreBackend backend)
    {
        _call.Command.Run(_call);
        GC.KeepAlive(_arguments);
        return 0;
    }
}
