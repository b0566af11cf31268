using Mooncake.Backends;

namespace Mooncake.Testing;

/// <content>The calls of the inner backend's capabilities are counted as well.</content>
public sealed unsafe partial class CountingBackend
{
    /// <inheritdoc/>
    protected override int PutIfCore(
        byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        Called(StoreCalls.PutIf);
        int answer = base.PutIfCore(key, keyLength, value, size, config, in terms, out version);
        Moved(StoreCalls.PutIf, answer == 0 ? (long)size : 0);
        return answer;
    }

    /// <inheritdoc/>
    protected override long GetVersionedCore(byte* key, int keyLength, void* buffer, nuint capacity, out ObjectInfo info)
    {
        Called(StoreCalls.GetVersioned);
        long answer = base.GetVersionedCore(key, keyLength, buffer, capacity, out info);
        Moved(StoreCalls.GetVersioned, buffer != null && answer > 0 && (nuint)answer <= capacity ? answer : 0);
        return answer;
    }

    /// <inheritdoc/>
    protected override long TakeCore(byte* key, int keyLength, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        Called(StoreCalls.Take);
        long answer = base.TakeCore(key, keyLength, buffer, capacity, version, out info);
        Moved(StoreCalls.Take, buffer != null && answer > 0 && (nuint)answer <= capacity ? answer : 0);
        return answer;
    }

    /// <inheritdoc/>
    protected override long RemoveByPrefixCore(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        Called(prefix.IsEmpty ? StoreCalls.RemoveAll : StoreCalls.RemoveByPrefix);
        return base.RemoveByPrefixCore(prefix, filter, force, out skipped);
    }

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        Called(StoreCalls.RemoveByRegex);
        return base.RemoveByRegexCore(pattern, force, out skipped);
    }

    /// <inheritdoc/>
    protected override long GetExpiryCore(byte* key, int keyLength)
    {
        Called(StoreCalls.GetExpiry);
        return base.GetExpiryCore(key, keyLength);
    }

    /// <inheritdoc/>
    protected override int SetExpiryCore(byte* key, int keyLength, long expiresAt)
    {
        Called(StoreCalls.SetExpiry);
        return base.SetExpiryCore(key, keyLength, expiresAt);
    }

    /// <inheritdoc/>
    protected override int ScanKeysCore(
        ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths)
    {
        Called(StoreCalls.ScanKeys);
        return base.ScanKeysCore(prefix, from, isInclusive, keys, lengths);
    }

    /// <inheritdoc/>
    protected override int FloorKeyCore(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key)
    {
        Called(StoreCalls.FloorKey);
        return base.FloorKeyCore(prefix, at, isInclusive, key);
    }

    /// <inheritdoc/>
    protected override long CountKeysCore(ReadOnlySpan<byte> prefix)
    {
        Called(StoreCalls.CountKeys);
        return base.CountKeysCore(prefix);
    }

    /// <inheritdoc/>
    protected override int RandomKeyCore(Span<byte> key)
    {
        Called(StoreCalls.RandomKey);
        return base.RandomKeyCore(key);
    }

    /// <inheritdoc/>
    protected override int GetStatisticsCore(out StoreStatistics statistics)
    {
        Called(StoreCalls.GetStatistics);
        return base.GetStatisticsCore(out statistics);
    }
}
