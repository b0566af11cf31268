using Mooncake.Backends;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Regex;

namespace Mooncake.Embedded.Clusters;

/// <content>Removal of all objects whose keys have something in common.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>The time that each object adds to <see cref="EmbeddedOptions.RegexBudget"/>: some thousand steps of a match.</summary>
    private static readonly TimeSpan RegexBudgetPerObject = TimeSpan.FromMicroseconds(10);

    /// <summary>Removes every object whose key begins with a prefix and passes a filter.</summary>
    /// <param name="prefix">The prefix; empty for all objects.</param>
    /// <param name="filter">Selects among the keys with the prefix; null for all.</param>
    /// <param name="force">True to remove leased objects too.</param>
    /// <param name="skipped">The number of objects skipped because of a lease.</param>
    /// <returns>The number of objects removed.</returns>
    internal long RemoveByPrefix(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        ExpireDue();
        byte[] key = new byte[256];
        long removed = 0;
        while (true)
        {
            // An object that moves to another replica because a client leaves has another entry then: the scan is repeated for what it has
            // passed.
            long evacuations = Volatile.Read(ref _evacuations);
            skipped = 0;
            int limit = Entries.Limit;
            for (int id = 1; id < limit; id++)
            {
                if (TryCopyKey(id, prefix, ref key, out int length, out ListedObject candidate, out Shard? shard)
                    && (filter is null || filter(key.AsSpan(0, length))))
                {
                    RemoveListed(shard!, candidate, force, ref removed, ref skipped);
                }
            }

            lock (_evacuating)
            {
                if (_evacuations == evacuations)
                {
                    return removed;
                }
            }
        }
    }

    /// <summary>
    /// Removes every object whose key contains a match. All keys are matched first, within the budget; then the objects are removed.
    /// </summary>
    /// <param name="pattern">The expression's UTF-8 bytes.</param>
    /// <param name="force">True to remove leased objects too.</param>
    /// <param name="skipped">The number of objects skipped because of a lease.</param>
    /// <returns>
    /// The number removed; -600 for an invalid pattern; <see cref="StoreErrorCode.PatternTooCostly"/>, with nothing removed.
    /// </returns>
    internal long RemoveByRegex(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        skipped = 0;
        if (BytePattern.TryCompile(pattern) is not { } compiled)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        ExpireDue();
        BytePatternMatcher matcher = new(compiled, RegexBudgetFor(CountObjects()));
        List<(Shard Shard, ListedObject Object)> matches = [];
        while (true)
        {
            long evacuations = Volatile.Read(ref _evacuations);
            if (!TryMatchAll(matcher, matches))
            {
                return (int)StoreErrorCode.PatternTooCostly;
            }

            lock (_evacuating)
            {
                if (_evacuations == evacuations)
                {
                    long removed = 0;
                    foreach ((Shard shard, ListedObject match) in matches)
                    {
                        RemoveListed(shard, match, force, ref removed, ref skipped);
                    }

                    return removed;
                }
            }
        }
    }

    /// <summary>The time limit for all matching of one removal, for a number of objects.</summary>
    internal TimeSpan RegexBudgetFor(long objects) => Options.RegexBudget + (RegexBudgetPerObject * objects);

    private bool TryMatchAll(BytePatternMatcher matcher, List<(Shard Shard, ListedObject Object)> matches)
    {
        byte[] key = new byte[256];
        matches.Clear();
        int limit = Entries.Limit;
        for (int id = 1; id < limit && !matcher.IsTooCostly; id++)
        {
            if (TryCopyKey(id, default, ref key, out int length, out ListedObject candidate, out Shard? shard)
                && matcher.IsMatch(key.AsSpan(0, length)))
            {
                matches.Add((shard!, candidate));
            }
        }

        return !matcher.IsTooCostly;
    }

    /// <summary>Copies the key of an entry's object, if there is one and its key begins with a prefix. Takes no lock.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="prefix">The prefix.</param>
    /// <param name="buffer">Receives the key; replaced by a larger one if needed.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <param name="listed">The object; its entry may represent another one from now on.</param>
    /// <param name="shard">The object's shard.</param>
    private bool TryCopyKey(int id, ReadOnlySpan<byte> prefix, ref byte[] buffer, out int length, out ListedObject listed, out Shard? shard)
    {
        length = 0;
        listed = default;
        shard = null;
        Entry* entry = Protect(id, out HazardSlot* slot);
        if (entry != null)
        {
            ReadOnlySpan<byte> key = Entry.KeyOf(entry);
            if (key.StartsWith(prefix))
            {
                buffer = buffer.Length < key.Length ? new byte[key.Length * 2] : buffer;
                key.CopyTo(buffer);
                length = key.Length;
                listed = new ListedObject(id, entry->Generation);
                shard = ShardOf(entry->Hash);
            }
        }

        slot->Exit();
        return shard is not null;
    }

    private void RemoveListed(Shard shard, ListedObject listed, bool force, ref long removed, ref long skipped)
    {
        // The time of each removal, not of the start of the scan: a scan of millions of objects outlasts short leases.
        switch (shard.RemoveListed(listed, force, force ? 0 : _clock.Now))
        {
            case 0:
                ArenaOf(listed.Id).Retire(listed.Id);
                removed++;
                break;
            case (int)StoreErrorCode.ObjectHasLease:
                skipped++;
                break;
            default:
                // Removed since.
                break;
        }
    }
}
