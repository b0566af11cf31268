using Mooncake.Backends;

namespace Mooncake.Testing;

public sealed unsafe partial class FaultBackend
{
    /// <inheritdoc/>
    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results)
    {
        FaultedCall? faults = Meet(StoreCalls.BatchPutFrom, keys, keyLengths);
        if (faults is null)
        {
            return base.BatchPutFromCore(keys, keyLengths, buffers, sizes, config, results);
        }

        int refusal = faults.Before();
        if (refusal != 0)
        {
            return refusal;
        }

        FaultedBatch batch = new(faults, keys, keyLengths);
        nint[] packedBuffers = batch.Pack(buffers);
        nuint[] packedSizes = batch.Pack(sizes);
        int[] packedResults = new int[batch.Count];
        NativeCopy?[] wrong = new NativeCopy?[batch.Count];
        try
        {
            int answer = 0;
            for (int i = 0; i < wrong.Length && answer == 0; i++)
            {
                wrong[i] = faults.CorruptValue(batch.PlaceOf(i), batch.KeyOf(i), (void*)packedBuffers[i], packedSizes[i], Inner);
                packedBuffers[i] = wrong[i] is { } copy ? (nint)copy.Bytes : packedBuffers[i];
                answer = wrong[i]?.RegistrationAnswer ?? 0;
            }

            if (answer == 0)
            {
                answer = base.BatchPutFromCore(batch.Keys, batch.KeyLengths, packedBuffers, packedSizes, config, packedResults);
            }

            batch.Answer(packedResults, results);
            return (int)faults.After(answer);
        }
        finally
        {
            foreach (NativeCopy? copy in wrong)
            {
                copy?.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results)
    {
        FaultedCall? faults = Meet(StoreCalls.BatchGetInto, keys, keyLengths);
        if (faults is null)
        {
            return base.BatchGetIntoCore(keys, keyLengths, buffers, sizes, results);
        }

        int refusal = faults.Before();
        if (refusal != 0)
        {
            return refusal;
        }

        FaultedBatch batch = new(faults, keys, keyLengths);
        nint[] packedBuffers = batch.Pack(buffers);
        nuint[] packedSizes = batch.Pack(sizes);
        long[] packedResults = new long[batch.Count];
        NativeCopy?[] kept = new NativeCopy?[batch.Count];
        try
        {
            for (int i = 0; i < kept.Length; i++)
            {
                kept[i] = faults.Keep(batch.PlaceOf(i), batch.KeyOf(i), (void*)packedBuffers[i], packedSizes[i]);
            }

            int answer = base.BatchGetIntoCore(batch.Keys, batch.KeyLengths, packedBuffers, packedSizes, packedResults);
            for (int i = 0; i < kept.Length && answer == 0; i++)
            {
                packedResults[i] = faults.Spoil(
                    batch.PlaceOf(i), batch.KeyOf(i), (byte*)packedBuffers[i], kept[i], packedResults[i]);
            }

            batch.Answer(packedResults, results);
            return (int)faults.After(answer);
        }
        finally
        {
            foreach (NativeCopy? copy in kept)
            {
                copy?.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        FaultedCall? faults = Meet(StoreCalls.BatchIsExist, keys, keyLengths);
        if (faults is null)
        {
            return base.BatchIsExistCore(keys, keyLengths, results);
        }

        int refusal = faults.Before();
        if (refusal != 0)
        {
            return refusal;
        }

        FaultedBatch batch = new(faults, keys, keyLengths);
        int[] packedResults = new int[batch.Count];
        int answer = base.BatchIsExistCore(batch.Keys, batch.KeyLengths, packedResults);
        batch.Answer(packedResults, results);
        return (int)faults.After(answer);
    }
}
