using LLama.Native;

namespace Mooncake.Llm.LLamaSharp;

/// <content>From the store into the context.</content>
public sealed partial class LlamaPrefixCache
{
    /// <summary>Restores the longest stored prefix of a prompt into an empty sequence.</summary>
    /// <param name="tokens">
    /// The prompt from its beginning; must not change during the call. At least the last token is not restored, because decoding it gives
    /// the logits of the next one.
    /// </param>
    /// <param name="sequence">A sequence without tokens.</param>
    /// <param name="limit">
    /// How long to wait for the store, in total; <see cref="Timeout.InfiniteTimeSpan"/> for as long as the store's own timeout.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait; the sequence is empty then.</param>
    /// <returns>The number of tokens that the sequence now has, from position 0; decode those after it.</returns>
    /// <exception cref="ArgumentException">The sequence is the scratch sequence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative, or the context has no such sequence.</exception>
    /// <exception cref="InvalidOperationException">The sequence has tokens.</exception>
    public async Task<int> RestoreAsync(
        ReadOnlyMemory<LLamaToken> tokens, LLamaSeqId sequence, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        RequireUsable(sequence);
        if ((int)_context.MemorySequenceMaxPosition(sequence) >= 0)
        {
            throw new InvalidOperationException($"Sequence {sequence} has tokens. Remove them, or use another sequence.");
        }

        ReadOnlyMemory<BlockHash> blocks = HashesOf(tokens.Span[..Math.Max(0, tokens.Length - 1)]);
        long start = _timeProvider.GetTimestamp();
        int restored = 0;
        try
        {
            int found = await _cache.FindAsync(blocks, limit, cancellationToken).ConfigureAwait(false);
            while (restored < found)
            {
                TimeSpan remaining = Remaining(limit, start);
                if (remaining == TimeSpan.Zero)
                {
                    break;
                }

                int count = Math.Min(_readBlocks, found - restored);
                using PrefixBlocks<LlamaBlock> part = await _cache.ReadAsync(
                    blocks.Slice(restored, count), remaining, cancellationToken).ConfigureAwait(false);
                int accepted = Restore(part, sequence, restored);
                restored += accepted;
                if (accepted < count)
                {
                    break;
                }
            }
        }
        catch
        {
            _context.MemorySequenceRemove(sequence, -1, -1);
            throw;
        }

        return restored * BlockSize;
    }

    /// <summary>
    /// Reads the stored prefix of a prompt, so that a store with a memory tier has it in memory. Does not use the context: call it when a
    /// prompt arrives, on any thread.
    /// </summary>
    /// <param name="tokens">The prompt; must not change during the call.</param>
    /// <param name="limit">How long to wait; reading ends soon after it.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The number of tokens that were read; 0 if the limit has passed.</returns>
    public async Task<int> PrefetchAsync(
        ReadOnlyMemory<LLamaToken> tokens, TimeSpan limit, CancellationToken cancellationToken = default) =>
        await _cache.PrefetchAsync(HashesOf(tokens.Span), limit, cancellationToken).ConfigureAwait(false) * BlockSize;

    private int Restore(PrefixBlocks<LlamaBlock> part, LLamaSeqId sequence, int before)
    {
        for (int i = 0; i < part.Count; i++)
        {
            if (_states.Restore(part[i].State.Span, sequence, (before + i) * BlockSize, BlockSize) is { } reason)
            {
                Refuse(reason);
                return i;
            }
        }

        return part.Count;
    }

    private TimeSpan Remaining(TimeSpan limit, long start)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return limit;
        }

        TimeSpan remaining = limit - _timeProvider.GetElapsedTime(start);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
