using Mooncake.Benchmarks.Measurement;
using Mooncake.Benchmarks.Typed;

namespace Mooncake.Benchmarks.Cluster;

/// <summary>
/// Drafts without a checksum of their payload, created and put, against bare calls from a buffer that is registered. Neither side writes the
/// payload.
/// </summary>
internal static class DraftRatios
{
    private const double LoneGoal = 1.15;
    private const double ListGoal = 1.2;

    /// <summary>Measures and prints one shape.</summary>
    /// <param name="measured">The store.</param>
    /// <param name="payload">The bytes of each payload.</param>
    /// <param name="batch">How many objects a call puts.</param>
    /// <param name="calls">How many calls a round has at most.</param>
    internal static async Task MeasureAsync(MeasuredStore measured, int payload, int batch, int calls)
    {
        StoreSet<UnsummedBlockKey, UnsummedBlock> set = measured.Store.UnsummedBlocks;
        using HandWrittenStore bare = new(measured.Backend, batch, payload);
        BareKeys bareKeys = new(batch);
        StoreDraft<UnsummedBlock, byte>[] drafts = new StoreDraft<UnsummedBlock, byte>[batch];
        ulong next = 0;

        async ValueTask PutAsync()
        {
            for (int i = 0; i < batch; i++)
            {
                drafts[i] = (await set.CreateDraftAsync("llama-70b", 3, next++, payload)).GetValueOrThrow();
            }

            if (batch == 1)
            {
                (await drafts[0].PutAsync()).ThrowIfFailed();
            }
            else
            {
                (await set.PutManyAsync(drafts)).ThrowIfFailed();
            }
        }

        void Clear()
        {
            measured.Clear();
            bareKeys.Rewind();
        }

        double? goal = batch > 1 ? ListGoal : payload >= 1 << 20 ? LoneGoal : null;
        await AsyncRounds.CompareAsync(
            $"put of drafts without checksum, {payload} B, batch {batch} over bare calls",
            goal,
            PutAsync,
            () => bare.PutBare(bareKeys, payload + 100),
            batch,
            calls,
            Clear);
    }
}
