using Mooncake.Backends;

namespace Mooncake.Testing;

/// <content>
/// The capabilities of the inner backend. Access in place is not among them: it would bypass the calls that a decorator intercepts, so it
/// is hidden, and callers use puts and gets instead.
/// </content>
public abstract unsafe partial class DecoratingStoreBackend
    : IBulkRemover, IConditionalWriter, IExpiry, IKeyScanner, ISpaceReporter, IStatisticsSource
{
    private const int Lacking = (int)StoreErrorCode.EngineLacksCapability;

    /// <summary>Returns a capability that both the inner backend and this one support.</summary>
    /// <typeparam name="TCapability">The capability's interface.</typeparam>
    /// <returns>This backend; null if the inner backend lacks the capability, or if this one does not forward it.</returns>
    public override TCapability? GetCapability<TCapability>()
        where TCapability : class => Inner.GetCapability<TCapability>() is null ? null : this as TCapability;

    /// <inheritdoc/>
    public OutOfSpaceReport ReportOutOfSpace(nuint size, int keyLength) =>
        IsReady ? Inner.GetCapability<ISpaceReporter>()?.ReportOutOfSpace(size, keyLength) ?? default : default;

    /// <inheritdoc/>
    public int PutIf(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        version = 0;
        int refusal = RefusePut(key, keyLength, value, size, config);
        return refusal != 0 ? refusal : PutIfCore(key, keyLength, value, size, config, in terms, out version);
    }

    /// <inheritdoc/>
    public long GetVersioned(byte* key, int keyLength, void* buffer, nuint capacity, out ObjectInfo info)
    {
        info = default;
        int refusal = RefuseKey(key, keyLength);
        return refusal != 0 ? refusal : GetVersionedCore(key, keyLength, buffer, capacity, out info);
    }

    /// <inheritdoc/>
    public long Take(byte* key, int keyLength, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        info = default;
        int refusal = RefuseKey(key, keyLength);
        return refusal != 0 ? refusal : TakeCore(key, keyLength, buffer, capacity, version, out info);
    }

    /// <inheritdoc/>
    public long GetExpiry(byte* key, int keyLength)
    {
        int refusal = RefuseKey(key, keyLength);
        return refusal != 0 ? refusal : GetExpiryCore(key, keyLength);
    }

    /// <inheritdoc/>
    public int SetExpiry(byte* key, int keyLength, long expiresAt)
    {
        int refusal = RefuseKey(key, keyLength);
        return refusal != 0 ? refusal : SetExpiryCore(key, keyLength, expiresAt);
    }

    /// <inheritdoc/>
    public int ScanKeys(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths) =>
        IsReady ? ScanKeysCore(prefix, from, isInclusive, keys, lengths) : (int)StoreErrorCode.InvalidParams;

    /// <inheritdoc/>
    public int FloorKey(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key) =>
        IsReady ? FloorKeyCore(prefix, at, isInclusive, key) : (int)StoreErrorCode.InvalidParams;

    /// <inheritdoc/>
    public long CountKeys(ReadOnlySpan<byte> prefix) => IsReady ? CountKeysCore(prefix) : (int)StoreErrorCode.InvalidParams;

    /// <inheritdoc/>
    public int RandomKey(Span<byte> key) => IsReady ? RandomKeyCore(key) : (int)StoreErrorCode.InvalidParams;

    /// <inheritdoc/>
    public int GetStatistics(out StoreStatistics statistics)
    {
        statistics = default;
        return IsReady ? GetStatisticsCore(out statistics) : (int)StoreErrorCode.InvalidParams;
    }

    /// <inheritdoc/>
    public long RemoveByPrefix(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        skipped = 0;
        return IsReady ? RemoveByPrefixCore(prefix, filter, force, out skipped) : (int)StoreErrorCode.InvalidParams;
    }

    /// <inheritdoc/>
    public long RemoveByRegex(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        skipped = 0;
        return IsReady ? RemoveByRegexCore(pattern, force, out skipped) : (int)StoreErrorCode.InvalidParams;
    }

    /// <summary>See <see cref="PutIf"/>; arguments but the terms are checked.</summary>
    protected virtual int PutIfCore(
        byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        version = 0;
        return _writer?.PutIf(key, keyLength, value, size, config, in terms, out version) ?? Lacking;
    }

    /// <summary>See <see cref="GetVersioned"/>; the key is checked, and may be empty.</summary>
    protected virtual long GetVersionedCore(byte* key, int keyLength, void* buffer, nuint capacity, out ObjectInfo info)
    {
        info = default;
        return _writer?.GetVersioned(key, keyLength, buffer, capacity, out info) ?? Lacking;
    }

    /// <summary>See <see cref="Take"/>; the key is checked, and may be empty.</summary>
    protected virtual long TakeCore(byte* key, int keyLength, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        info = default;
        return _writer?.Take(key, keyLength, buffer, capacity, version, out info) ?? Lacking;
    }

    /// <summary>See <see cref="RemoveByPrefix"/>; called only when set up.</summary>
    protected virtual long RemoveByPrefixCore(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        skipped = 0;
        return _remover?.RemoveByPrefix(prefix, filter, force, out skipped) ?? Lacking;
    }

    /// <summary>See <see cref="RemoveByRegex"/>; called only when set up.</summary>
    protected virtual long RemoveByRegexCore(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        skipped = 0;
        return _remover?.RemoveByRegex(pattern, force, out skipped) ?? Lacking;
    }

    /// <summary>See <see cref="GetExpiry"/>; the key is checked, and may be empty.</summary>
    protected virtual long GetExpiryCore(byte* key, int keyLength) => _expiry?.GetExpiry(key, keyLength) ?? Lacking;

    /// <summary>See <see cref="SetExpiry"/>; the key is checked, and may be empty.</summary>
    protected virtual int SetExpiryCore(byte* key, int keyLength, long expiresAt) =>
        _expiry?.SetExpiry(key, keyLength, expiresAt) ?? Lacking;

    /// <summary>See <see cref="ScanKeys"/>; called only when set up.</summary>
    protected virtual int ScanKeysCore(
        ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths) =>
        _scanner?.ScanKeys(prefix, from, isInclusive, keys, lengths) ?? Lacking;

    /// <summary>See <see cref="FloorKey"/>; called only when set up.</summary>
    protected virtual int FloorKeyCore(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key) =>
        _scanner?.FloorKey(prefix, at, isInclusive, key) ?? Lacking;

    /// <summary>See <see cref="CountKeys"/>; called only when set up.</summary>
    protected virtual long CountKeysCore(ReadOnlySpan<byte> prefix) => _scanner?.CountKeys(prefix) ?? Lacking;

    /// <summary>See <see cref="RandomKey"/>; called only when set up.</summary>
    protected virtual int RandomKeyCore(Span<byte> key) => _scanner?.RandomKey(key) ?? Lacking;

    /// <summary>See <see cref="IStatisticsSource.GetStatistics"/>; called only when set up.</summary>
    protected virtual int GetStatisticsCore(out StoreStatistics statistics)
    {
        statistics = default;
        return _statistics?.GetStatistics(out statistics) ?? Lacking;
    }
}
