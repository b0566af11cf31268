using Mooncake.Embedded.Regex;

namespace Mooncake.Embedded.Clusters;

/// <content>Removal by regular expression.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>Removes every object whose key holds a match: all keys are matched first, within the budget, then the objects go.</summary>
    /// <returns>How many were removed; -600 for a pattern that is not valid; <see cref="StoreErrorCode.PatternTooCostly"/>, with nothing removed.</returns>
    internal long RemoveByRegex(ReadOnlySpan<byte> pattern, bool force)
    {
        if (BytePattern.TryCompile(pattern) is not { } compiled)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        ExpireDue();
        BytePatternMatcher matcher = new(compiled, Options.RegexBudget);
        List<(Shard Shard, ListedObject Object)> matches = [];
        while (true)
        {
            // An object that moves to another replica, since a client leaves, has another entry then: all are matched anew.
            long evacuations = Volatile.Read(ref _evacuations);
            if (!TryMatchAll(matcher, matches))
            {
                return (int)StoreErrorCode.PatternTooCostly;
            }

            lock (_evacuating)
            {
                if (_evacuations == evacuations)
                {
                    return RemoveListed(matches, force);
                }
            }
        }
    }

    /// <summary>Lists the objects whose keys match.</summary>
    /// <returns>False if that takes longer than it may.</returns>
    private bool TryMatchAll(BytePatternMatcher matcher, List<(Shard Shard, ListedObject Object)> matches)
    {
        List<ListedObject> listed = [];
        byte[] key = new byte[256];
        matches.Clear();
        foreach (Shard shard in _shards)
        {
            listed.Clear();
            shard.Collect(listed);
            foreach (ListedObject candidate in listed)
            {
                int length = shard.CopyKey(candidate, ref key);
                if (length >= 0 && matcher.IsMatch(key.AsSpan(0, length)))
                {
                    matches.Add((shard, candidate));
                }

                if (matcher.IsTooCostly)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private long RemoveListed(List<(Shard Shard, ListedObject Object)> matches, bool force)
    {
        long removed = 0;
        long now = _clock.Now;
        foreach ((Shard shard, ListedObject match) in matches)
        {
            if (shard.RemoveListed(match, force, now))
            {
                ArenaOf(match.Id).Bury(match.Id);
                removed++;
            }
        }

        return removed;
    }
}
