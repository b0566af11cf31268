using System.Numerics;

namespace Mooncake.Backends;

public abstract unsafe partial class StoreBackend
{
    /// <summary>Far above what any engine accepts at once; keeps the sizes of the tables that plan a split within an int.</summary>
    private const int MaximumBatch = 1 << 28;

    /// <summary>Stores many objects from registered buffers in one call; an item that fails never fails the others.</summary>
    /// <param name="keys"><c>[n]</c> pointers to NUL-terminated UTF-8.</param>
    /// <param name="keyLengths"><c>[n]</c> lengths in bytes, NUL not counted.</param>
    /// <param name="buffers"><c>[n]</c> pointers to registered memory.</param>
    /// <param name="sizes"><c>[n]</c> sizes in bytes.</param>
    /// <param name="config">Replication and pins of all items, or null for the default.</param>
    /// <param name="results"><c>[n]</c>, set to what <see cref="PutFrom"/> would return for each item.</param>
    /// <returns>0 if <paramref name="results"/> contains the outcomes; otherwise a negative code that applies to every item.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or have more than 2^28 items.</exception>
    public int BatchPutFrom(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results)
    {
        RequireSameLength(keys.Length, keyLengths.Length, buffers.Length, sizes.Length, results.Length);
        int refusal = IsReady ? RefuseConfig(config) : InvalidParams;
        if (refusal != 0)
        {
            return Share(refusal, results);
        }

        if (keys.IsEmpty)
        {
            return 0;
        }

        bool mayGoAsItIs = Traits.TakesDuplicateKeys;
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = RefusePut((byte*)keys[i], keyLengths[i], (void*)buffers[i], sizes[i], config: null);
            mayGoAsItIs &= results[i] == 0;
        }

        using BatchSplit? split = mayGoAsItIs ? null : BatchSplit.PlanIfNeeded<int>(keys, keyLengths, results, Traits.TakesDuplicateKeys);
        if (split is null)
        {
            results.Fill(InternalError);
            return Share(BatchPutFromCore(keys, keyLengths, buffers, sizes, config, results), results);
        }

        MarkUnanswered(results);
        while (split.TakeRound(keys, keyLengths, buffers, sizes))
        {
            int answer = BatchPutFromCore(split.Keys, split.KeyLengths, split.Buffers, split.Sizes, config, split.IntResults);
            split.Scatter(answer, results);
        }

        return 0;
    }

    /// <summary>
    /// Copies many objects into registered buffers in one call, and renews their leases; an item that fails never fails the others.
    /// </summary>
    /// <param name="keys"><c>[n]</c> pointers to NUL-terminated UTF-8.</param>
    /// <param name="keyLengths"><c>[n]</c> lengths in bytes, NUL not counted.</param>
    /// <param name="buffers"><c>[n]</c> pointers to registered memory.</param>
    /// <param name="sizes"><c>[n]</c> buffer sizes in bytes.</param>
    /// <param name="results"><c>[n]</c>, set to what <see cref="GetInto"/> would return for each item.</param>
    /// <returns>0 if <paramref name="results"/> contains the outcomes; otherwise a negative code that applies to every item.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or have more than 2^28 items.</exception>
    public int BatchGetInto(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results)
    {
        RequireSameLength(keys.Length, keyLengths.Length, buffers.Length, sizes.Length, results.Length);
        if (!IsReady)
        {
            return Share(InvalidParams, results);
        }

        if (keys.IsEmpty)
        {
            return 0;
        }

        bool mayGoAsItIs = Traits.TakesDuplicateKeys;
        for (int i = 0; i < keys.Length; i++)
        {
            int refusal = RefuseKey((byte*)keys[i], keyLengths[i]);
            refusal = refusal != 0 || buffers[i] != 0 ? refusal : InternalError;
            mayGoAsItIs &= refusal == 0;
            results[i] = refusal;
        }

        using BatchSplit? split = mayGoAsItIs ? null : BatchSplit.PlanIfNeeded<long>(keys, keyLengths, results, Traits.TakesDuplicateKeys);
        if (split is null)
        {
            results.Fill(InternalError);
            return Share(BatchGetIntoCore(keys, keyLengths, buffers, sizes, results), results);
        }

        MarkUnanswered(results);
        while (split.TakeRound(keys, keyLengths, buffers, sizes))
        {
            int answer = BatchGetIntoCore(split.Keys, split.KeyLengths, split.Buffers, split.Sizes, split.LongResults);
            split.Scatter(answer, results);
        }

        return 0;
    }

    /// <summary>Checks for many keys whether an object exists, and renews the leases.</summary>
    /// <param name="keys"><c>[n]</c> pointers to NUL-terminated UTF-8.</param>
    /// <param name="keyLengths"><c>[n]</c> lengths in bytes, NUL not counted.</param>
    /// <param name="results"><c>[n]</c>, set to 1, 0 or a negative code.</param>
    /// <returns>0 if <paramref name="results"/> contains the outcomes; otherwise a negative code that applies to every item.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or have more than 2^28 items.</exception>
    public int BatchIsExist(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        RequireSameLength(keys.Length, keyLengths.Length, keys.Length, keys.Length, results.Length);
        if (!IsReady)
        {
            return Share(InvalidParams, results);
        }

        if (keys.IsEmpty)
        {
            return 0;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = RefuseKey((byte*)keys[i], keyLengths[i]);
        }

        // Checking one key twice is harmless in every engine, so only rejected items require a split.
        using BatchSplit? split = BatchSplit.PlanIfNeeded<int>(keys, keyLengths, results, takesDuplicateKeys: true);
        if (split is null)
        {
            results.Fill(InternalError);
            return Share(BatchIsExistCore(keys, keyLengths, results), results);
        }

        MarkUnanswered(results);
        while (split.TakeRound(keys, keyLengths))
        {
            int answer = BatchIsExistCore(split.Keys, split.KeyLengths, split.IntResults);
            split.Scatter(answer, results);
        }

        return 0;
    }

    /// <summary>
    /// See <see cref="BatchPutFrom"/>; at least one item, arguments are checked. Sets <paramref name="results"/> if it returns 0.
    /// </summary>
    protected abstract int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results);

    /// <summary>
    /// See <see cref="BatchGetInto"/>; at least one item, arguments are checked. Sets <paramref name="results"/> if it returns 0.
    /// </summary>
    protected abstract int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results);

    /// <summary>
    /// See <see cref="BatchIsExist"/>; at least one item, arguments are checked. Sets <paramref name="results"/> if it returns 0.
    /// </summary>
    protected abstract int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results);

    // A call that failed fails every item. A positive return value has no meaning here; the items have their own results.
    private static int Share<TResult>(int answer, Span<TResult> results)
        where TResult : unmanaged, IBinaryInteger<TResult>
    {
        if (answer >= 0)
        {
            return 0;
        }

        results.Fill(TResult.CreateTruncating(answer));
        return answer;
    }

    // 0 means "not rejected" while a split is planned. From then on it would mean success, even for items that no call reaches if an engine
    // or a decorator throws half-way.
    private static void MarkUnanswered<TResult>(Span<TResult> results)
        where TResult : unmanaged, IBinaryInteger<TResult> =>
        results.Replace(TResult.Zero, TResult.CreateTruncating(InternalError));

    private static void RequireSameLength(int keys, int keyLengths, int buffers, int sizes, int results)
    {
        if (keys != keyLengths || keys != buffers || keys != sizes || keys != results)
        {
            throw new ArgumentException(
                $"The spans of one batch must have one length; they have {keys} keys, {keyLengths} key lengths, {buffers} buffers, {sizes} sizes and {results} results.");
        }

        if (keys > MaximumBatch)
        {
            throw new ArgumentException($"A batch has at most {MaximumBatch} items; this one has {keys}.");
        }
    }
}
