using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Batches;

/// <summary>SET without options and MSET: replacements that are under way at the same time.</summary>
internal sealed class ReplaceBatch : KeyBatch
{
    private const int MaxBytes = 4 << 20;

    private readonly List<KeyValuePair<string, ReadOnlyMemory<byte>>> _items = [];
    private long _bytes;
    private StoreBatch _answers;

    /// <inheritdoc/>
    protected override bool HasRoom => base.HasRoom && _bytes < MaxBytes;

    /// <inheritdoc/>
    protected override bool TryTake(CommandContext call)
    {
        if ((call.Command.Name == "set" && call.Count != 3) || call.Count % 2 == 0)
        {
            return false;
        }

        int first = _items.Count;
        for (int i = 1; i < call.Count; i += 2)
        {
            ReadOnlySpan<byte> value = call[i + 1];
            if (value.IsEmpty || !TryTakeKey(call, i))
            {
                _items.RemoveRange(first, _items.Count - first);
                return false;
            }

            // A copy: the connection's memory may move while the engine is asked.
            _items.Add(new(Keys[^1], value.ToArray()));
            _bytes += value.Length;
        }

        return true;
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(EngineAccess engine) =>
        _answers = await engine.Store.Raw.ReplaceManyAsync(_items, ReplaceOptions.Forced).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override void WriteReply(ReplyWriter reply, Command command, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (_answers[i].IsFailed)
            {
                reply.Error(EngineAccess.ErrorText(_answers[i].Error!));
                return;
            }
        }

        reply.Ok();
    }
}
