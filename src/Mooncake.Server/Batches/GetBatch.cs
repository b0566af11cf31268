using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Batches;

/// <summary>GET and MGET: one batch read for up to 512 keys.</summary>
internal sealed class GetBatch : KeyBatch
{
    private readonly List<StoreBatch<byte[]>> _parts = [];

    /// <inheritdoc/>
    protected override bool TryTake(CommandContext call) => TryTakeKeys(call);

    /// <inheritdoc/>
    protected override async Task RunAsync(EngineAccess engine)
    {
        // What exceeds the limit is not read, so that an MGET of very many keys fills no memory.
        long bytes = 0;
        for (int at = 0; at < Keys.Count && bytes <= engine.MaxReplyBytes; at += MaxKeys)
        {
            StoreBatch<byte[]> part = await engine.Store.Raw.GetManyAsync(
                Keys.GetRange(at, Math.Min(MaxKeys, Keys.Count - at))).ConfigureAwait(false);
            _parts.Add(part);
            for (int i = 0; i < part.Count; i++)
            {
                bytes += part[i].TryGetValue(out byte[]? value, out _) ? value.Length : 0;
            }
        }
    }

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
            if (i / MaxKeys >= _parts.Count)
            {
                reply.Overflow();
                return;
            }

            if (_parts[i / MaxKeys][i % MaxKeys].TryGetValue(out byte[]? value, out StoreError? error))
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
