namespace Mooncake.Llm.LLamaSharp.States;

/// <summary>Takes drafts whose memory is available without waiting.</summary>
internal static class ReadyDrafts
{
    /// <summary>Creates the draft of a block, unless it would have to wait for memory.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">The block's model.</param>
    /// <param name="block">The block's hash.</param>
    /// <param name="bytes">The size of its state.</param>
    /// <returns>The draft, or null if the store has no registered memory for it now.</returns>
    internal static StoreDraft<LlamaBlock, byte>? TryTake(MooncakeStore store, string model, string block, int bytes)
    {
        CancellationTokenSource stop = new();
        ValueTask<StoreResult<StoreDraft<LlamaBlock, byte>>> creating =
            store.LlamaBlocks.CreateDraftAsync(model, block, bytes, stop.Token);
        if (creating.IsCompleted)
        {
            stop.Dispose();
            return creating.Result.GetValueOrDefault();
        }

        _ = DiscardAsync(creating, stop);
        return null;
    }

    /// <summary>Stops the wait for memory, and returns memory that came nevertheless.</summary>
    private static async Task DiscardAsync(ValueTask<StoreResult<StoreDraft<LlamaBlock, byte>>> creating, CancellationTokenSource stop)
    {
        using (stop)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            try
            {
                StoreResult<StoreDraft<LlamaBlock, byte>> created = await creating.ConfigureAwait(false);
                created.GetValueOrDefault()?.Dispose();
            }
            catch (OperationCanceledException)
            {
                // There was no memory in time, as expected.
            }
        }
    }
}
