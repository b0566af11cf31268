using Mooncake.Backends;

namespace Mooncake.Testing;

/// <summary>
/// A decorator of a backend: every call is forwarded unless a derived class overrides it. The base class of this package's backends, and of
/// your own.
/// </summary>
/// <remarks>
/// <para>
/// Each layer has the contract's guards, so a call that a guard rejects (an empty value, a NUL in a key, a call before
/// <see cref="StoreBackend.Setup"/>) returns from the outermost decorator and reaches none of the <c>...Core</c> methods.
/// </para>
/// <para>
/// Set up the outermost decorator: its <see cref="StoreBackend.Setup"/> sets up the inner backend, unless that is already set up.
/// Forwarding allocates nothing.
/// </para>
/// </remarks>
public abstract unsafe partial class DecoratingStoreBackend : StoreBackend
{
    private readonly bool _leaveInnerOpen;
    private readonly IBulkRemover? _remover;
    private readonly IConditionalWriter? _writer;
    private readonly IExpiry? _expiry;
    private readonly IKeyScanner? _scanner;
    private readonly IStatisticsSource? _statistics;

    /// <summary>Decorates a backend, with the same traits.</summary>
    /// <param name="inner">The backend that executes the calls.</param>
    /// <param name="leaveInnerOpen">True to leave <paramref name="inner"/> open on dispose; false to dispose of it as well.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    protected DecoratingStoreBackend(StoreBackend inner, bool leaveInnerOpen)
        : this(inner, TraitsOf(inner), leaveInnerOpen)
    {
    }

    /// <summary>Decorates a backend, with different traits.</summary>
    /// <param name="inner">The backend that executes the calls.</param>
    /// <param name="traits">
    /// The cost model of the decorated backend. <see cref="BackendTraits.TakesDuplicateKeys"/> may be false if the inner backend's is true;
    /// the other way round the inner backend splits batches that this one counts as single calls.
    /// </param>
    /// <param name="leaveInnerOpen">True to leave <paramref name="inner"/> open on dispose; false to dispose of it as well.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    protected DecoratingStoreBackend(StoreBackend inner, BackendTraits traits, bool leaveInnerOpen)
        : base(traits)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
        _leaveInnerOpen = leaveInnerOpen;
        _remover = inner.GetCapability<IBulkRemover>();
        _writer = inner.GetCapability<IConditionalWriter>();
        _expiry = inner.GetCapability<IExpiry>();
        _scanner = inner.GetCapability<IKeyScanner>();
        _statistics = inner.GetCapability<IStatisticsSource>();
    }

    /// <summary>The backend that executes the calls.</summary>
    public StoreBackend Inner { get; }

    /// <inheritdoc/>
    public override SetupFailure? SetupFailure => Inner.SetupFailure;

    /// <inheritdoc/>
    protected override int SetupCore(StoreSetup setup) => Inner.Setup(setup);

    /// <inheritdoc/>
    protected override int HealthCheckCore() => Inner.HealthCheck();

    /// <inheritdoc/>
    protected override int GetHostnameCore(Span<byte> destination) => Inner.GetHostname(destination);

    /// <inheritdoc/>
    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config) =>
        Inner.Put(key, keyLength, value, size, config);

    /// <inheritdoc/>
    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config) =>
        Inner.PutFrom(key, keyLength, buffer, size, config);

    /// <inheritdoc/>
    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results) =>
        Inner.BatchPutFrom(keys, keyLengths, buffers, sizes, config, results);

    /// <inheritdoc/>
    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size) =>
        Inner.GetInto(key, keyLength, buffer, size);

    /// <inheritdoc/>
    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results) =>
        Inner.BatchGetInto(keys, keyLengths, buffers, sizes, results);

    /// <inheritdoc/>
    protected override int IsExistCore(byte* key, int keyLength) => Inner.IsExist(key, keyLength);

    /// <inheritdoc/>
    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results) =>
        Inner.BatchIsExist(keys, keyLengths, results);

    /// <inheritdoc/>
    protected override long GetSizeCore(byte* key, int keyLength) => Inner.GetSize(key, keyLength);

    /// <inheritdoc/>
    protected override int RemoveCore(byte* key, int keyLength, bool force) => Inner.Remove(key, keyLength, force);

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force) =>
        Inner.RemoveByRegex(pattern, patternLength, force);

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force) => Inner.RemoveAll(force);

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size) => Inner.RegisterBuffer(buffer, size);

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer) => Inner.UnregisterBuffer(buffer);

    /// <summary>Disposes of the inner backend, unless it was to be left open.</summary>
    /// <param name="disposing">True from <see cref="StoreBackend.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_leaveInnerOpen)
        {
            Inner.Dispose();
        }
    }

    private static BackendTraits TraitsOf(StoreBackend inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return inner.Traits;
    }
}
