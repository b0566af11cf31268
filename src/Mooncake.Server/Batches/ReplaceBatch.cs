using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Batches;

/// <summary>SET without options and MSET. Several values of one key have one effect: that of the last one.</summary>
internal sealed class ReplaceBatch : KeyBatch
{
    private const int MaxBytes = 4 << 20;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _values = [];
    private readonly Dictionary<string, StoreError> _errors = [];
    private long _bytes;

    /// <inheritdoc/>
    protected override bool HasRoom => base.HasRoom && _bytes < MaxBytes;

    /// <inheritdoc/>
    protected override bool TryTake(CommandContext call)
    {
        if ((call.Command.Name == "set" && call.Count != 3) || call.Count % 2 == 0)
        {
            return false;
        }

        int first = Keys.Count;
        for (int i = 1; i < call.Count; i += 2)
        {
            if (call[i + 1].IsEmpty || !TryTakeKey(call, i))
            {
                return false;
            }
        }

        for (int i = 2; i < call.Count; i += 2)
        {
            // A copy: the connection's memory may move while the engine is asked.
            _values[Keys[first + (i / 2) - 1]] = call[i].ToArray();
            _bytes += call[i].Length;
        }

        return true;
    }

    /// <inheritdoc/>
    protected override IEnumerable<byte[]> ArgumentsOf(int index) => [.. base.ArgumentsOf(index), _values[Keys[index]].ToArray()];

    /// <inheritdoc/>
    protected override async Task RunAsync(EngineAccess engine)
    {
        RawObjects objects = engine.Store.Raw;
        if (engine.Writer is not null)
        {
            Note([.. _values.Keys], await objects.ReplaceManyAsync([.. _values], ReplaceOptions.Forced).ConfigureAwait(false));
            return;
        }

        // Objects are removed one by one, so only those that are there.
        string[] keys = [.. _values.Keys];
        StoreBatch found = await objects.ExistsManyAsync(keys).ConfigureAwait(false);
        string[] removed = [.. keys.Where((_, i) => !found[i].IsMissing)];
        if (removed.Length > 0)
        {
            Note(removed, await objects.RemoveManyAsync(removed, RemoveOptions.Forced).ConfigureAwait(false));
        }

        KeyValuePair<string, ReadOnlyMemory<byte>>[] stored = [.. _values.Where(pair => !_errors.ContainsKey(pair.Key))];
        if (stored.Length > 0)
        {
            Note([.. stored.Select(static pair => pair.Key)], await objects.PutManyAsync(stored).ConfigureAwait(false));
        }
    }

    /// <inheritdoc/>
    protected override void WriteReply(ReplyWriter reply, Command command, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (_errors.TryGetValue(Keys[i], out StoreError? error))
            {
                reply.Error(EngineAccess.ErrorText(error));
                return;
            }
        }

        reply.Ok();
    }

    private void Note(string[] keys, StoreBatch answers)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            if (answers[i].Error is { } error)
            {
                _errors[keys[i]] = error;
            }
        }
    }
}
