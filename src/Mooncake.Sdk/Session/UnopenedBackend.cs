using Mooncake.Backends;

namespace Mooncake.Session;

/// <summary>
/// Takes the engine's place until a store is open: every call returns <see cref="StoreErrorCode.NotOpen"/>. It offers the capabilities
/// without which the SDK would report that the engine lacks them, or allocate a buffer first.
/// </summary>
internal sealed unsafe class UnopenedBackend
    : StoreBackend, IBulkRemover, IExpiry, IInPlaceReader, IInPlaceWriter, IKeyScanner, IStatisticsSource
{
    private const int NotOpen = (int)StoreErrorCode.NotOpen;

    /// <summary>Creates a backend that is set up.</summary>
    internal UnopenedBackend()
        : base(new BackendTraits(RoundTripIsFree: true, TakesDuplicateKeys: true))
    {
        // Before setup, the guards of the base class would return -600.
        Setup(new StoreSetup());
    }

    /// <inheritdoc/>
    public long RemoveByPrefix(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        skipped = 0;
        return NotOpen;
    }

    /// <inheritdoc/>
    public long RemoveByRegex(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        skipped = 0;
        return NotOpen;
    }

    /// <inheritdoc/>
    public long GetExpiry(byte* key, int keyLength) => NotOpen;

    /// <inheritdoc/>
    public int SetExpiry(byte* key, int keyLength, long expiresAt) => NotOpen;

    /// <inheritdoc/>
    public long View(byte* key, int keyLength, out ObjectView view)
    {
        view = default;
        return NotOpen;
    }

    /// <inheritdoc/>
    public void EndView(nint token)
    {
        // There are no views.
    }

    /// <inheritdoc/>
    public int StartPut(byte* key, int keyLength, nuint size, ReplicateConfig* config, out InPlacePut put)
    {
        put = default;
        return NotOpen;
    }

    /// <inheritdoc/>
    public int EndPut(scoped in InPlacePut put) => NotOpen;

    /// <inheritdoc/>
    public void RevokePut(scoped in InPlacePut put)
    {
        // There are no puts.
    }

    /// <inheritdoc/>
    public int ScanKeys(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths) =>
        NotOpen;

    /// <inheritdoc/>
    public int FloorKey(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key) => NotOpen;

    /// <inheritdoc/>
    public long CountKeys(ReadOnlySpan<byte> prefix) => NotOpen;

    /// <inheritdoc/>
    public int RandomKey(Span<byte> key) => NotOpen;

    /// <inheritdoc/>
    public int GetStatistics(out StoreStatistics statistics)
    {
        statistics = default;
        return NotOpen;
    }

    /// <inheritdoc/>
    protected override int SetupCore(StoreSetup setup) => 0;

    /// <inheritdoc/>
    protected override int HealthCheckCore() => (int)StoreHealth.NotOpen;

    /// <inheritdoc/>
    protected override int GetHostnameCore(Span<byte> destination)
    {
        destination[0] = 0;
        return 0;
    }

    /// <inheritdoc/>
    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config) => NotOpen;

    /// <inheritdoc/>
    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config) => NotOpen;

    /// <inheritdoc/>
    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size) => NotOpen;

    /// <inheritdoc/>
    protected override int IsExistCore(byte* key, int keyLength) => NotOpen;

    /// <inheritdoc/>
    protected override long GetSizeCore(byte* key, int keyLength) => NotOpen;

    /// <inheritdoc/>
    protected override int RemoveCore(byte* key, int keyLength, bool force) => NotOpen;

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force) => NotOpen;

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force) => NotOpen;

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size) => NotOpen;

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer) => NotOpen;

    /// <inheritdoc/>
    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results) => NotOpen;

    /// <inheritdoc/>
    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results) => NotOpen;

    /// <inheritdoc/>
    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results) => NotOpen;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // It has nothing to release.
    }
}
