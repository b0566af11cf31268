namespace Mooncake.Native;

public abstract unsafe partial class StoreBackend
{
    /// <summary>Stores many objects from registered buffers in one call; one item failing never fails the others.</summary>
    /// <param name="keys"><c>[n]</c> pointers to NUL-terminated UTF-8.</param>
    /// <param name="keyLengths"><c>[n]</c> lengths in bytes, NUL not counted.</param>
    /// <param name="buffers"><c>[n]</c> pointers to registered memory.</param>
    /// <param name="sizes"><c>[n]</c> sizes in bytes.</param>
    /// <param name="config">Replication and pins of all of them, or null for the default.</param>
    /// <param name="results"><c>[n]</c> to fill with what <see cref="PutFrom"/> would have answered for each.</param>
    /// <returns>0 if <paramref name="results"/> holds the outcomes; else a negative code that every item shares.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public int BatchPutFrom(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results)
    {
        RequireSameLength(keys.Length, keyLengths.Length, buffers.Length, sizes.Length, results.Length);
        if (!IsReady || (config != null && config->ReplicaCount == 0))
        {
            results.Fill(InvalidParams);
            return InvalidParams;
        }

        if (keys.IsEmpty)
        {
            return 0;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = RefusePut((byte*)keys[i], keyLengths[i], (void*)buffers[i], sizes[i], config: null);
        }

        using BatchSplit? split = BatchSplit.PlanIfNeeded<int>(keys, keyLengths, results, Traits.TakesDuplicateKeys);
        if (split is null)
        {
            // An engine that forgot an item must not have it taken for a success.
            results.Fill(InternalError);
            return Share(BatchPutFromCore(keys, keyLengths, buffers, sizes, config, results), results);
        }

        while (split.TakeRound(keys, keyLengths, buffers, sizes))
        {
            split.IntResults.Fill(InternalError);
            int answer = BatchPutFromCore(split.Keys, split.KeyLengths, split.Buffers, split.Sizes, config, split.IntResults);
            split.Scatter(answer, results);
        }

        return 0;
    }

    /// <summary>Copies many objects into registered buffers in one call and renews their leases; one item failing never fails the others.</summary>
    /// <param name="keys"><c>[n]</c> pointers to NUL-terminated UTF-8.</param>
    /// <param name="keyLengths"><c>[n]</c> lengths in bytes, NUL not counted.</param>
    /// <param name="buffers"><c>[n]</c> pointers to registered memory.</param>
    /// <param name="sizes"><c>[n]</c> room in bytes.</param>
    /// <param name="results"><c>[n]</c> to fill with what <see cref="GetInto"/> would have answered for each.</param>
    /// <returns>0 if <paramref name="results"/> holds the outcomes; else a negative code that every item shares.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
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
            results.Fill(InvalidParams);
            return InvalidParams;
        }

        if (keys.IsEmpty)
        {
            return 0;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            int refusal = RefuseKey((byte*)keys[i], keyLengths[i]);
            results[i] = refusal != 0 || buffers[i] != 0 ? refusal : InternalError;
        }

        using BatchSplit? split = BatchSplit.PlanIfNeeded<long>(keys, keyLengths, results, Traits.TakesDuplicateKeys);
        if (split is null)
        {
            // An engine that forgot an item must not have it taken for a success.
            results.Fill(InternalError);
            return Share(BatchGetIntoCore(keys, keyLengths, buffers, sizes, results), results);
        }

        while (split.TakeRound(keys, keyLengths, buffers, sizes))
        {
            split.LongResults.Fill(InternalError);
            int answer = BatchGetIntoCore(split.Keys, split.KeyLengths, split.Buffers, split.Sizes, split.LongResults);
            split.Scatter(answer, results);
        }

        return 0;
    }

    /// <summary>Tells of many keys whether an object is there, and renews the leases.</summary>
    /// <param name="keys"><c>[n]</c> pointers to NUL-terminated UTF-8.</param>
    /// <param name="keyLengths"><c>[n]</c> lengths in bytes, NUL not counted.</param>
    /// <param name="results"><c>[n]</c> to fill with 1, 0 or a negative code.</param>
    /// <returns>0 if <paramref name="results"/> holds the outcomes; else a negative code that every item shares.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public int BatchIsExist(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        RequireSameLength(keys.Length, keyLengths.Length, keys.Length, keys.Length, results.Length);
        if (!IsReady)
        {
            results.Fill(InvalidParams);
            return InvalidParams;
        }

        if (keys.IsEmpty)
        {
            return 0;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = RefuseKey((byte*)keys[i], keyLengths[i]);
        }

        // Asking twice about one key is harmless everywhere, so only refused items make a split.
        using BatchSplit? split = BatchSplit.PlanIfNeeded<int>(keys, keyLengths, results, takesDuplicateKeys: true);
        if (split is null)
        {
            results.Fill(InternalError);
            return Share(BatchIsExistCore(keys, keyLengths, results), results);
        }

        while (split.TakeRound(keys, keyLengths))
        {
            split.IntResults.Fill(InternalError);
            int answer = BatchIsExistCore(split.Keys, split.KeyLengths, split.IntResults);
            split.Scatter(answer, results);
        }

        return 0;
    }

    /// <summary>See <see cref="BatchPutFrom"/>; at least one item, arguments are checked. Fills <paramref name="results"/> when it answers 0.</summary>
    protected abstract int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results);

    /// <summary>See <see cref="BatchGetInto"/>; at least one item, arguments are checked. Fills <paramref name="results"/> when it answers 0.</summary>
    protected abstract int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results);

    /// <summary>See <see cref="BatchIsExist"/>; at least one item, arguments are checked. Fills <paramref name="results"/> when it answers 0.</summary>
    protected abstract int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results);

    private static int Share(int answer, Span<int> results)
    {
        if (answer != 0)
        {
            results.Fill(answer);
        }

        return answer;
    }

    private static int Share(int answer, Span<long> results)
    {
        if (answer != 0)
        {
            results.Fill(answer);
        }

        return answer;
    }

    private static void RequireSameLength(int keys, int keyLengths, int buffers, int sizes, int results)
    {
        if (keys != keyLengths || keys != buffers || keys != sizes || keys != results)
        {
            throw new ArgumentException(
                $"The spans of one batch must have one length; they have {keys} keys, {keyLengths} key lengths, {buffers} buffers, {sizes} sizes and {results} results.");
        }
    }
}
