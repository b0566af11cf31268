using Mooncake.Durable.Caching;

namespace Mooncake.Durable.Engine;

/// <content>Reads of many objects: from the memory tier, and the others together from the database.</content>
internal sealed unsafe partial class ObjectStore
{
    /// <summary>Keys that are looked up together. RocksDB pins the blocks of all of them meanwhile.</summary>
    private const int ReadTogether = 128;

    /// <summary>Copies objects out and renews their leases.</summary>
    /// <param name="keys"><c>[n]</c> keys.</param>
    /// <param name="lengths"><c>[n]</c> lengths in bytes.</param>
    /// <param name="buffers"><c>[n]</c> buffers.</param>
    /// <param name="sizes"><c>[n]</c> buffer sizes in bytes.</param>
    /// <param name="results"><c>[n]</c>, set to what <see cref="Get"/> would return for each item.</param>
    internal void GetMany(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> lengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, Span<long> results)
    {
        if (_memory is not null)
        {
            GetManyPastMemory(keys, lengths, buffers, sizes, results);
            return;
        }

        for (int start = 0; start < keys.Length; start += ReadTogether)
        {
            int count = Math.Min(ReadTogether, keys.Length - start);
            GetTogether(
                keys.Slice(start, count),
                lengths.Slice(start, count),
                buffers.Slice(start, count),
                sizes.Slice(start, count),
                results.Slice(start, count));
        }
    }

    /// <summary>Takes from the memory tier what is there, and looks the others up together.</summary>
    private void GetManyPastMemory(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> lengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, Span<long> results)
    {
        Span<nint> someKeys = stackalloc nint[ReadTogether];
        Span<int> someLengths = stackalloc int[ReadTogether];
        Span<nint> someBuffers = stackalloc nint[ReadTogether];
        Span<nuint> someSizes = stackalloc nuint[ReadTogether];
        Span<long> answers = stackalloc long[ReadTogether];
        Span<int> places = stackalloc int[ReadTogether];
        int count = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = _memory!.Get((byte*)keys[i], lengths[i], (void*)buffers[i], sizes[i]);
            if (results[i] == MemoryTier.NotHere)
            {
                (someKeys[count], someLengths[count], someBuffers[count], someSizes[count]) = (keys[i], lengths[i], buffers[i], sizes[i]);
                places[count++] = i;
            }

            if (count == ReadTogether || (i == keys.Length - 1 && count > 0))
            {
                GetTogether(someKeys[..count], someLengths[..count], someBuffers[..count], someSizes[..count], answers[..count]);
                for (int j = 0; j < count; j++)
                {
                    results[places[j]] = answers[j];
                }

                count = 0;
            }
        }
    }

    private void GetTogether(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> lengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, Span<long> answers)
    {
        ObjectRecord* records = stackalloc ObjectRecord[ReadTogether];
        long* changes = stackalloc long[ReadTogether];
        for (int i = 0; i < keys.Length && _memory is not null; i++)
        {
            changes[i] = _memory.ChangesOf((byte*)keys[i], lengths[i]);
        }

        FindMany(keys, lengths, records, answers);
        CopyMany(keys, lengths, buffers, sizes, records, changes, answers);
    }

    /// <summary>Answers for keys whether there are objects, and renews their leases.</summary>
    /// <param name="keys"><c>[n]</c> keys.</param>
    /// <param name="lengths"><c>[n]</c> lengths in bytes.</param>
    /// <param name="results"><c>[n]</c>, set to 1, 0 or a negative code.</param>
    internal void ExistMany(ReadOnlySpan<nint> keys, ReadOnlySpan<int> lengths, Span<int> results)
    {
        ObjectRecord* records = stackalloc ObjectRecord[ReadTogether];
        Span<nint> someKeys = stackalloc nint[ReadTogether];
        Span<int> someLengths = stackalloc int[ReadTogether];
        Span<long> answers = stackalloc long[ReadTogether];
        Span<int> places = stackalloc int[ReadTogether];
        int count = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = 1;
            if (_memory is null || _memory.SizeOf((byte*)keys[i], lengths[i]) == MemoryTier.NotHere)
            {
                (someKeys[count], someLengths[count], places[count]) = (keys[i], lengths[i], i);
                count++;
            }

            if (count == ReadTogether || (i == keys.Length - 1 && count > 0))
            {
                FindMany(someKeys[..count], someLengths[..count], records, answers[..count]);
                for (int j = 0; j < count; j++)
                {
                    results[places[j]] = answers[j] >= 0 ? 1 : answers[j] == (int)StoreErrorCode.ObjectNotFound ? 0 : (int)answers[j];
                    if (answers[j] >= 0)
                    {
                        _state.Read(records[j].Sequence);
                    }
                }

                count = 0;
            }
        }
    }
}
