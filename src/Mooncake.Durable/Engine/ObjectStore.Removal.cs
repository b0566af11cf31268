using Mooncake.Backends;
using Mooncake.Durable.Rocks;
using Mooncake.Embedded.Regex;

namespace Mooncake.Durable.Engine;

/// <content>Removal of all objects whose keys have something in common. Reads no values, and takes time for each key that it looks
/// at.</content>
internal sealed unsafe partial class ObjectStore
{
    private static readonly TimeSpan RegexBudgetPerObject = TimeSpan.FromMicroseconds(10);

    /// <summary>Removes every object whose key begins with some bytes and passes a filter.</summary>
    /// <returns>How many were removed, or a negative code; then some may have been removed.</returns>
    internal long RemoveByPrefix(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        SweepExpired();
        long removed = 0;
        skipped = 0;
        long failure = 0;
        using ListedKeys listed = new();
        using RocksIterator iterator = new(_database, _database.Meta, _database.Options.Scans);
        for (iterator.Seek(prefix); failure == 0 && iterator.IsValid && iterator.Key.StartsWith(prefix); iterator.Next())
        {
            ReadOnlySpan<byte> key = iterator.Key;
            if (filter is null || filter(key))
            {
                listed.Add(ObjectRecord.Read(iterator.Value).Sequence, key);
                failure = listed.IsFull ? Remove(listed, force, ref removed, ref skipped) : 0;
            }
        }

        int ended = ErrorOf(iterator);
        failure = failure == 0 ? Remove(listed, force, ref removed, ref skipped) : failure;
        return failure != 0 ? failure : ended < 0 ? ended : removed;
    }

    /// <summary>Removes every object whose key holds a match. All keys are matched first, within the budget, then the objects go.</summary>
    /// <returns>
    /// How many were removed; -600; <see cref="StoreErrorCode.PatternTooCostly"/>, with nothing removed; or another negative code.
    /// </returns>
    internal long RemoveByRegex(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        skipped = 0;
        if (BytePattern.TryCompile(pattern) is not { } compiled)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        SweepExpired();
        BytePatternMatcher matcher = new(compiled, _state.Options.RegexBudget + (RegexBudgetPerObject * _state.Totals.Objects));
        List<ListedKeys> matches = [new ListedKeys()];
        long failure = Match(matcher, matches);
        long removed = 0;
        foreach (ListedKeys listed in matches)
        {
            failure = failure == 0 ? Remove(listed, force, ref removed, ref skipped) : failure;
            listed.Dispose();
        }

        return failure == 0 ? removed : failure;
    }

    private long Match(BytePatternMatcher matcher, List<ListedKeys> matches)
    {
        using RocksIterator iterator = new(_database, _database.Meta, _database.Options.Scans);
        for (iterator.Seek(default); iterator.IsValid && !matcher.IsTooCostly; iterator.Next())
        {
            if (matcher.IsMatch(iterator.Key))
            {
                if (matches[^1].IsFull)
                {
                    matches.Add(new ListedKeys());
                }

                matches[^1].Add(ObjectRecord.Read(iterator.Value).Sequence, iterator.Key);
            }
        }

        return matcher.IsTooCostly ? (int)StoreErrorCode.PatternTooCostly : ErrorOf(iterator);
    }

    private int Remove(ListedKeys listed, bool force, ref long removed, ref long skipped)
    {
        if (listed.Count == 0)
        {
            return 0;
        }

        RemoveManyOperation operation = new(listed, force);
        _committer.Execute(operation);
        removed += operation.Removed;
        skipped += operation.Skipped;
        listed.Clear();
        return operation.Answer;
    }
}
