using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Observability;
using Mooncake.Operations;
using Mooncake.Records;

namespace Mooncake.Drafts;

/// <summary>Puts many drafts.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The record's type.</typeparam>
/// <typeparam name="TElement">The type of the payload's elements.</typeparam>
internal static class DraftList<TKey, T, TElement>
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
    where TElement : unmanaged
{
    /// <summary>Puts many drafts.</summary>
    /// <param name="access">The state of the type.</param>
    /// <param name="drafts">The drafts.</param>
    /// <param name="options">The options of all items, or null for the default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal static ValueTask<StoreBatch> PutAsync(
        RecordAccess<TKey, T> access,
        IReadOnlyList<StoreDraft<T, TElement>> drafts,
        PutOptions? options,
        CancellationToken cancellationToken)
    {
        RecordDraft<TKey, T, TElement>[] all = new RecordDraft<TKey, T, TElement>[drafts.Count];
        for (int i = 0; i < all.Length; i++)
        {
            StoreDraft<T, TElement> draft = drafts[i]
                ?? throw new ArgumentException($"The draft at index {i} is null.", nameof(drafts));
            all[i] = (RecordDraft<TKey, T, TElement>)draft;
            all[i].RequireStore(access, nameof(drafts));
        }

        RentedBuffer[] rentals = TakeAll(all);
        bool isPassedOn = false;
        try
        {
            RentedObject<TKey>[] items = new RentedObject<TKey>[all.Length];
            StoreResult[] results = new StoreResult[all.Length];
            for (int i = 0; i < all.Length; i++)
            {
                StoreResult encoded = all[i].Encode(in rentals[i], out items[i]);
                results[i] = encoded.IsFailed ? encoded : default;
            }

            OperationScope scope = access.Observe(StoreOperation.Put);
            isPassedOn = true;
            return scope.End(access.Writer.PutManyRentedAsync(items, results, options, cancellationToken));
        }
        finally
        {
            if (!isPassedOn)
            {
                foreach (RentedBuffer rental in rentals)
                {
                    rental.Return();
                }
            }
        }
    }

    /// <summary>Takes the memory of all drafts, or of none.</summary>
    private static RentedBuffer[] TakeAll(RecordDraft<TKey, T, TElement>[] drafts)
    {
        RentedBuffer[] rentals = new RentedBuffer[drafts.Length];
        int taken = 0;
        try
        {
            for (; taken < drafts.Length; taken++)
            {
                drafts[taken].Take(out rentals[taken]);
            }

            return rentals;
        }
        catch
        {
            for (int i = 0; i < taken; i++)
            {
                drafts[i].GiveBack();
            }

            throw;
        }
    }
}
