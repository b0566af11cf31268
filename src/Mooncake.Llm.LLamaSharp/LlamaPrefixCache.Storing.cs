using LLama.Native;
using Mooncake.Llm.LLamaSharp.States;

namespace Mooncake.Llm.LLamaSharp;

/// <content>From the context into the store.</content>
public sealed partial class LlamaPrefixCache
{
    /// <summary>
    /// Queues the complete blocks of a prompt that was decoded, to be stored in the background. Not for a sequence whose positions were
    /// shifted or from whose middle tokens were removed: its state depends on tokens that it no longer has.
    /// </summary>
    /// <param name="tokens">All tokens of the sequence from its beginning, or as many of them as shall be stored.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="skip">
    /// How many tokens at the beginning are stored already, as returned by <see cref="RestoreAsync"/>. The store also keeps existing
    /// objects.
    /// </param>
    /// <returns>The number of blocks that were queued; the others were dropped, because too many are waiting.</returns>
    /// <exception cref="ArgumentException">The sequence is the scratch sequence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="skip"/> is negative, or the context has no such sequence.
    /// </exception>
    public int Store(ReadOnlySpan<LLamaToken> tokens, LLamaSeqId sequence, int skip = 0)
    {
        RequireUsable(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        BlockHash[] blocks = HashesOf(tokens);
        int queued = 0;
        for (int i = skip / BlockSize; i < blocks.Length; i++)
        {
            queued += TryStore(blocks[i].ToString(), sequence, i * BlockSize) ? 1 : 0;
        }

        return queued;
    }

    /// <summary>Waits until the blocks that are queued now are stored, dropped or have failed.</summary>
    /// <param name="limit">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False if the limit has passed.</returns>
    public Task<bool> FlushAsync(TimeSpan limit, CancellationToken cancellationToken = default) =>
        _cache.FlushAsync(limit, cancellationToken);

    /// <summary>
    /// Copies a block's state from the context into registered memory, and queues it. If the store has none to give at once, it is copied
    /// into an array, from which the store copies it later: the engine does not wait.
    /// </summary>
    private bool TryStore(string block, LLamaSeqId sequence, int start)
    {
        bool hasMemory = true;
        bool isQueued = _cache.TryStoreDraft(
            BlockBytes,
            () =>
            {
                StoreDraft<LlamaBlock, byte>? draft = ReadyDrafts.TryTake(_store, Model, block, BlockBytes);
                hasMemory = draft is not null;
                bool isSaved = false;
                try
                {
                    isSaved = draft is not null && TrySave(sequence, start, draft.Payload.Span);
                    return isSaved ? draft : null;
                }
                finally
                {
                    if (!isSaved)
                    {
                        draft?.Dispose();
                    }
                }
            });
        return hasMemory ? isQueued : _cache.TryStore(
            BlockBytes,
            () =>
            {
                byte[] state = GC.AllocateUninitializedArray<byte>(BlockBytes);
                return TrySave(sequence, start, state) ? new LlamaBlock(Model, block, state) : null;
            });
    }

    private bool TrySave(LLamaSeqId sequence, int start, Span<byte> destination)
    {
        if (_states.Save(sequence, start, BlockSize, destination) is { } reason)
        {
            Refuse(reason);
            return false;
        }

        return true;
    }
}
