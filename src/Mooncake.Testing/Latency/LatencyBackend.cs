using Mooncake.Backends;

namespace Mooncake.Testing;

/// <summary>Adds a round-trip time to every call, one for a batch: an in-process store that behaves like a store on the network.</summary>
/// <remarks>
/// <para>
/// The calling thread is blocked for the time before the call is made, as a native call would block it; no thread spins. On Linux the wait
/// is precise to about ten microseconds (100 us requested: 112 us in the median, under 20 us of processor time) and never shorter than
/// requested; on other systems it is rounded up to the system's timer, a millisecond or more. The steady state allocates nothing.
/// </para>
/// <para>
/// On another clock than the system's, such as <see cref="ManualTimeProvider"/>, a call waits until the clock has advanced by the time.
/// Dispose ends the waits: those calls then continue and find a closed backend.
/// </para>
/// <para><see cref="BackendTraits.RoundTripIsFree"/> is false, regardless of the inner backend.</para>
/// </remarks>
/// <example>
/// <code>
/// using LatencyBackend backend = new(new EmbeddedStoreBackend(options), TimeSpan.FromMicroseconds(100));
/// </code>
/// </example>
public sealed unsafe partial class LatencyBackend : DecoratingStoreBackend
{
    private readonly CallDelay _delay;

    /// <summary>Adds a round-trip time to the calls of a backend.</summary>
    /// <param name="inner">The backend that executes the calls.</param>
    /// <param name="roundTrip">The additional time of each call; zero adds none.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="leaveInnerOpen">True to leave <paramref name="inner"/> open on dispose.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="roundTrip"/> is negative.</exception>
    public LatencyBackend(StoreBackend inner, TimeSpan roundTrip, TimeProvider? timeProvider = null, bool leaveInnerOpen = false)
        : base(inner, TraitsOver(inner), leaveInnerOpen)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(roundTrip, TimeSpan.Zero);
        RoundTrip = roundTrip;
        _delay = new CallDelay(timeProvider ?? TimeProvider.System);
    }

    /// <summary>The additional time of each call.</summary>
    public TimeSpan RoundTrip { get; }

    /// <summary>The calls that take longer.</summary>
    /// <value>
    /// <see cref="StoreCalls.Objects"/>: setup, registering memory, health and host name are called rarely, or handled by the client
    /// itself. <see cref="StoreCalls.Dispose"/> has no effect here.
    /// </value>
    public StoreCalls DelayedCalls { get; init; } = StoreCalls.Objects;

    /// <inheritdoc/>
    protected override int SetupCore(StoreSetup setup)
    {
        Travel(StoreCalls.Setup);
        return base.SetupCore(setup);
    }

    /// <inheritdoc/>
    protected override int HealthCheckCore()
    {
        Travel(StoreCalls.HealthCheck);
        return base.HealthCheckCore();
    }

    /// <inheritdoc/>
    protected override int GetHostnameCore(Span<byte> destination)
    {
        Travel(StoreCalls.GetHostname);
        return base.GetHostnameCore(destination);
    }

    /// <inheritdoc/>
    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config)
    {
        Travel(StoreCalls.Put);
        return base.PutCore(key, keyLength, value, size, config);
    }

    /// <inheritdoc/>
    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config)
    {
        Travel(StoreCalls.PutFrom);
        return base.PutFromCore(key, keyLength, buffer, size, config);
    }

    /// <inheritdoc/>
    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results)
    {
        Travel(StoreCalls.BatchPutFrom);
        return base.BatchPutFromCore(keys, keyLengths, buffers, sizes, config, results);
    }

    /// <inheritdoc/>
    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size)
    {
        Travel(StoreCalls.GetInto);
        return base.GetIntoCore(key, keyLength, buffer, size);
    }

    /// <inheritdoc/>
    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results)
    {
        Travel(StoreCalls.BatchGetInto);
        return base.BatchGetIntoCore(keys, keyLengths, buffers, sizes, results);
    }

    /// <inheritdoc/>
    protected override int IsExistCore(byte* key, int keyLength)
    {
        Travel(StoreCalls.IsExist);
        return base.IsExistCore(key, keyLength);
    }

    /// <inheritdoc/>
    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        Travel(StoreCalls.BatchIsExist);
        return base.BatchIsExistCore(keys, keyLengths, results);
    }

    /// <inheritdoc/>
    protected override long GetSizeCore(byte* key, int keyLength)
    {
        Travel(StoreCalls.GetSize);
        return base.GetSizeCore(key, keyLength);
    }

    /// <inheritdoc/>
    protected override int RemoveCore(byte* key, int keyLength, bool force)
    {
        Travel(StoreCalls.Remove);
        return base.RemoveCore(key, keyLength, force);
    }

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force)
    {
        Travel(StoreCalls.RemoveByRegex);
        return base.RemoveByRegexCore(pattern, patternLength, force);
    }

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force)
    {
        Travel(StoreCalls.RemoveAll);
        return base.RemoveAllCore(force);
    }

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size)
    {
        Travel(StoreCalls.RegisterBuffer);
        return base.RegisterBufferCore(buffer, size);
    }

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer)
    {
        Travel(StoreCalls.UnregisterBuffer);
        return base.UnregisterBufferCore(buffer);
    }

    /// <summary>Ends the waits in progress, and disposes of the inner backend unless it was to be left open.</summary>
    /// <param name="disposing">True from <see cref="StoreBackend.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _delay.Dispose();
        }

        base.Dispose(disposing);
    }

    private static BackendTraits TraitsOver(StoreBackend inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return inner.Traits with { RoundTripIsFree = false };
    }

    private void Travel(StoreCalls call)
    {
        if ((DelayedCalls & call) != 0)
        {
            _delay.Wait(RoundTrip);
        }
    }
}
