using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Batches;

/// <summary>DEL and UNLINK: removals that are under way at the same time.</summary>
internal sealed class RemoveBatch : KeyBatch
{
    private StoreBatch _answers;

    /// <inheritdoc/>
    protected override bool TryTake(CommandContext call) => TryTakeKeys(call);

    /// <inheritdoc/>
    protected override async Task RunAsync(EngineAccess engine) =>
        _answers = await engine.Store.Raw.RemoveManyAsync(Keys, RemoveOptions.Forced).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override void WriteReply(ReplyWriter reply, Command command, int first, int count)
    {
        int removed = 0;
        for (int i = first; i < first + count; i++)
        {
            if (_answers[i].IsFailed)
            {
                reply.Error(EngineAccess.ErrorText(_answers[i].Error!));
                return;
            }

            removed += _answers[i].IsSuccess ? 1 : 0;
        }

        reply.Integer(removed);
    }
}
