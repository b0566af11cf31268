using Mooncake.Backends;

namespace Mooncake.Testing;

/// <content>The plan also applies to the calls of the inner backend's capabilities.</content>
public sealed unsafe partial class FaultBackend
{
    /// <inheritdoc/>
    protected override int PutIfCore(
        byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        FaultedCall? faults = Meet(StoreCalls.PutIf, key, keyLength);
        if (faults is null)
        {
            return base.PutIfCore(key, keyLength, value, size, config, in terms, out version);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        if (refusal != 0)
        {
            version = 0;
            return refusal;
        }

        using NativeCopy? wrong = faults.CorruptValue(0, name, value, size, registerWith: null);
        return (int)faults.After(
            base.PutIfCore(key, keyLength, wrong is null ? value : wrong.Bytes, size, config, in terms, out version), name);
    }

    /// <inheritdoc/>
    protected override long GetVersionedCore(byte* key, int keyLength, void* buffer, nuint capacity, out ObjectInfo info)
    {
        FaultedCall? faults = Meet(StoreCalls.GetVersioned, key, keyLength);
        if (faults is null)
        {
            return base.GetVersionedCore(key, keyLength, buffer, capacity, out info);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        if (refusal != 0)
        {
            info = default;
            return refusal;
        }

        using NativeCopy? kept = buffer == null ? null : faults.Keep(0, name, buffer, capacity);
        long answer = base.GetVersionedCore(key, keyLength, buffer, capacity, out info);
        bool hasBytes = buffer != null && answer > 0 && (nuint)answer <= capacity;
        return faults.After(hasBytes ? faults.Spoil(0, name, (byte*)buffer, kept, answer) : answer, name);
    }

    /// <inheritdoc/>
    protected override long TakeCore(byte* key, int keyLength, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        FaultedCall? faults = Meet(StoreCalls.Take, key, keyLength);
        if (faults is null)
        {
            return base.TakeCore(key, keyLength, buffer, capacity, version, out info);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        if (refusal != 0)
        {
            info = default;
            return refusal;
        }

        using NativeCopy? kept = buffer == null ? null : faults.Keep(0, name, buffer, capacity);
        long answer = base.TakeCore(key, keyLength, buffer, capacity, version, out info);
        bool hasBytes = buffer != null && answer > 0 && (nuint)answer <= capacity;
        return faults.After(hasBytes ? faults.Spoil(0, name, (byte*)buffer, kept, answer) : answer, name);
    }

    /// <inheritdoc/>
    protected override long RemoveByPrefixCore(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        skipped = 0;
        FaultedCall? faults;
        fixed (byte* pointer = prefix)
        {
            faults = prefix.IsEmpty ? Meet(StoreCalls.RemoveAll) : Meet(StoreCalls.RemoveByPrefix, pointer, prefix.Length);
        }

        if (faults is null)
        {
            return base.RemoveByPrefixCore(prefix, filter, force, out skipped);
        }

        int refusal = RefuseSingle(faults, prefix);
        return refusal != 0 ? refusal : faults.After(base.RemoveByPrefixCore(prefix, filter, force, out skipped), prefix);
    }

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        skipped = 0;
        FaultedCall? faults;
        fixed (byte* pointer = pattern)
        {
            faults = Meet(StoreCalls.RemoveByRegex, pointer, pattern.Length);
        }

        if (faults is null)
        {
            return base.RemoveByRegexCore(pattern, force, out skipped);
        }

        int refusal = RefuseSingle(faults, pattern);
        return refusal != 0 ? refusal : faults.After(base.RemoveByRegexCore(pattern, force, out skipped), pattern);
    }

    /// <inheritdoc/>
    protected override long GetExpiryCore(byte* key, int keyLength)
    {
        FaultedCall? faults = Meet(StoreCalls.GetExpiry, key, keyLength);
        if (faults is null)
        {
            return base.GetExpiryCore(key, keyLength);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        if (refusal != 0)
        {
            return refusal;
        }

        return faults.After(base.GetExpiryCore(key, keyLength), name);
    }

    /// <inheritdoc/>
    protected override int SetExpiryCore(byte* key, int keyLength, long expiresAt)
    {
        FaultedCall? faults = Meet(StoreCalls.SetExpiry, key, keyLength);
        if (faults is null)
        {
            return base.SetExpiryCore(key, keyLength, expiresAt);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        if (refusal != 0)
        {
            return refusal;
        }

        return (int)faults.After(base.SetExpiryCore(key, keyLength, expiresAt), name);
    }

    /// <inheritdoc/>
    protected override int ScanKeysCore(
        ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths)
    {
        FaultedCall? faults = Meet(StoreCalls.ScanKeys);
        if (faults is null)
        {
            return base.ScanKeysCore(prefix, from, isInclusive, keys, lengths);
        }

        int refusal = RefuseSingle(faults, default);
        if (refusal != 0)
        {
            return refusal;
        }

        return (int)faults.After(base.ScanKeysCore(prefix, from, isInclusive, keys, lengths));
    }

    /// <inheritdoc/>
    protected override int FloorKeyCore(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key)
    {
        FaultedCall? faults = Meet(StoreCalls.FloorKey);
        if (faults is null)
        {
            return base.FloorKeyCore(prefix, at, isInclusive, key);
        }

        int refusal = RefuseSingle(faults, default);
        if (refusal != 0)
        {
            return refusal;
        }

        return (int)faults.After(base.FloorKeyCore(prefix, at, isInclusive, key));
    }

    /// <inheritdoc/>
    protected override long CountKeysCore(ReadOnlySpan<byte> prefix)
    {
        FaultedCall? faults = Meet(StoreCalls.CountKeys);
        if (faults is null)
        {
            return base.CountKeysCore(prefix);
        }

        int refusal = RefuseSingle(faults, default);
        if (refusal != 0)
        {
            return refusal;
        }

        return faults.After(base.CountKeysCore(prefix));
    }

    /// <inheritdoc/>
    protected override int RandomKeyCore(Span<byte> key)
    {
        FaultedCall? faults = Meet(StoreCalls.RandomKey);
        if (faults is null)
        {
            return base.RandomKeyCore(key);
        }

        int refusal = RefuseSingle(faults, default);
        if (refusal != 0)
        {
            return refusal;
        }

        return (int)faults.After(base.RandomKeyCore(key));
    }

    /// <inheritdoc/>
    protected override int GetStatisticsCore(out StoreStatistics statistics)
    {
        FaultedCall? faults = Meet(StoreCalls.GetStatistics);
        if (faults is null)
        {
            return base.GetStatisticsCore(out statistics);
        }

        int refusal = RefuseSingle(faults, default);
        if (refusal != 0)
        {
            statistics = default;
            return refusal;
        }

        return (int)faults.After(base.GetStatisticsCore(out statistics));
    }
}
