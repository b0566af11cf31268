using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Batches;

/// <summary>EXISTS, TOUCH and TYPE: one batch check.</summary>
internal sealed class ExistsBatch : KeyBatch
{
    private StoreBatch _answers;

    /// <inheritdoc/>
    protected override bool TryTake(CommandContext call) => TryTakeKeys(call);

    /// <inheritdoc/>
    protected override async Task RunAsync(EngineAccess engine) =>
        _answers = await engine.Store.Raw.ExistsManyAsync(Keys).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override void WriteReply(ReplyWriter reply, Command command, int first, int count)
    {
        int found = 0;
        for (int i = first; i < first + count; i++)
        {
            if (_answers[i].IsFailed)
            {
                reply.Error(EngineAccess.ErrorText(_answers[i].Error!));
                return;
            }

            found += _answers[i].IsSuccess ? 1 : 0;
        }

        if (command.Name == "type")
        {
            reply.Simple(found == 1 ? "string"u8 : "none"u8);
        }
        else
        {
            reply.Integer(found);
        }
    }
}
