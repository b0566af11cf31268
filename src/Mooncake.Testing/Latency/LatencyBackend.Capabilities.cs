using Mooncake.Backends;

namespace Mooncake.Testing;

/// <content>The calls of the inner backend's capabilities take longer as well.</content>
public sealed unsafe partial class LatencyBackend
{
    /// <inheritdoc/>
    protected override int PutIfCore(
        byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        Travel(StoreCalls.PutIf);
        return base.PutIfCore(key, keyLength, value, size, config, in terms, out version);
    }

    /// <inheritdoc/>
    protected override long GetVersionedCore(byte* key, int keyLength, void* buffer, nuint capacity, out ObjectInfo info)
    {
        Travel(StoreCalls.GetVersioned);
        return base.GetVersionedCore(key, keyLength, buffer, capacity, out info);
    }

    /// <inheritdoc/>
    protected override long TakeCore(byte* key, int keyLength, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        Travel(StoreCalls.Take);
        return base.TakeCore(key, keyLength, buffer, capacity, version, out info);
    }

    /// <inheritdoc/>
    protected override long RemoveByPrefixCore(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        Travel(prefix.IsEmpty ? StoreCalls.RemoveAll : StoreCalls.RemoveByPrefix);
        return base.RemoveByPrefixCore(prefix, filter, force, out skipped);
    }

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        Travel(StoreCalls.RemoveByRegex);
        return base.RemoveByRegexCore(pattern, force, out skipped);
    }

    /// <inheritdoc/>
    protected override long GetExpiryCore(byte* key, int keyLength)
    {
        Travel(StoreCalls.GetExpiry);
        return base.GetExpiryCore(key, keyLength);
    }

    /// <inheritdoc/>
    protected override int SetExpiryCore(byte* key, int keyLength, long expiresAt)
    {
        Travel(StoreCalls.SetExpiry);
        return base.SetExpiryCore(key, keyLength, expiresAt);
    }

    /// <inheritdoc/>
    protected override int ScanKeysCore(
        ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths)
    {
        Travel(StoreCalls.ScanKeys);
        return base.ScanKeysCore(prefix, from, isInclusive, keys, lengths);
    }

    /// <inheritdoc/>
    protected override int FloorKeyCore(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key)
    {
        Travel(StoreCalls.FloorKey);
        return base.FloorKeyCore(prefix, at, isInclusive, key);
    }

    /// <inheritdoc/>
    protected override long CountKeysCore(ReadOnlySpan<byte> prefix)
    {
        Travel(StoreCalls.CountKeys);
        return base.CountKeysCore(prefix);
    }

    /// <inheritdoc/>
    protected override int RandomKeyCore(Span<byte> key)
    {
        Travel(StoreCalls.RandomKey);
        return base.RandomKeyCore(key);
    }

    /// <inheritdoc/>
    protected override int GetStatisticsCore(out StoreStatistics statistics)
    {
        Travel(StoreCalls.GetStatistics);
        return base.GetStatisticsCore(out statistics);
    }
}
