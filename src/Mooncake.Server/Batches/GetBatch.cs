using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Batches;

/// <summary>GET and MGET: one batch read.</summary>
internal sealed class GetBatch : KeyBatch
{
    private StoreBatch<byte[]> _values;

    /// <inheritdoc/>
    protected override bool TryTake(CommandContext call) => TryTakeKeys(call);

    /// <inheritdoc/>
    protected override async Task RunAsync(EngineAccess engine) =>
        _values = await engine.Store.Raw.GetManyAsync(Keys).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override void WriteReply(ReplyWriter reply, Command command, int first, int count)
    {
        bool isArray = command.Name == "mget";
        nint start = reply.Length;
        if (isArray)
        {
            reply.Array(count);
        }

        for (int i = first; i < first + count; i++)
        {
            if (_values[i].TryGetValue(out byte[]? value, out StoreError? error))
            {
                reply.Bulk(value);
            }
            else if (error is null)
            {
                reply.Null();
            }
            else
            {
                // Clients expect no errors within an array.
                reply.CutTo(start);
                reply.Error(EngineAccess.ErrorText(error));
                return;
            }
        }
    }
}
