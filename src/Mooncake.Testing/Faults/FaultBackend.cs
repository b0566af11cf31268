using Mooncake.Backends;

namespace Mooncake.Testing;

/// <summary>
/// Injects faults into calls according to a <see cref="FaultPlan"/>: they fail, hang, take longer, process only a part of a batch, return
/// too few bytes, or return or store wrong bytes. Every injected fault is recorded in a trace, and the same plan and calls give the same
/// trace.
/// </summary>
/// <remarks>
/// <para>A call to which no rule applies is forwarded unchanged, and allocates nothing. Thread-safe.</para>
/// <para>
/// Rules apply after the contract's guards: a call that a guard rejects is not counted, and a batch that the guards split is counted in its
/// parts.
/// </para>
/// <para>
/// Dispose releases hung and delayed calls. A <c>Setup</c> that hangs blocks <see cref="StoreBackend.Dispose()"/>, as it would with the
/// native library: release it by its gate.
/// </para>
/// </remarks>
public sealed unsafe partial class FaultBackend : DecoratingStoreBackend
{
    private readonly TimeProvider _timeProvider;
    private readonly CallDelay _delay;
    private readonly long _start;
    private readonly long[] _counted;
    private readonly Lock _traceSync = new();
    private readonly List<InjectedFault> _trace = [];
    private volatile bool _isEnabled = true;
    private volatile bool _isClosed;

    /// <summary>Applies a plan to the calls of a backend.</summary>
    /// <param name="inner">The backend that executes the calls.</param>
    /// <param name="plan">The faults.</param>
    /// <param name="timeProvider">The clock of delays and time windows; null for the system's.</param>
    /// <param name="leaveInnerOpen">True to leave <paramref name="inner"/> open on dispose.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> or <paramref name="plan"/> is null.</exception>
    public FaultBackend(StoreBackend inner, FaultPlan plan, TimeProvider? timeProvider = null, bool leaveInnerOpen = false)
        : base(inner, leaveInnerOpen)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _delay = new CallDelay(_timeProvider);
        _start = _timeProvider.GetTimestamp();
        _counted = new long[plan.Rules.Length];
    }

    /// <summary>The faults.</summary>
    public FaultPlan Plan { get; }

    /// <summary>Holds the hanging calls that have no gate of their own.</summary>
    public FaultGate HangGate { get; } = new();

    /// <summary>False to forward all calls, not counted by the rules: to prepare a test.</summary>
    /// <value>true</value>
    public bool IsEnabled
    {
        get => _isEnabled;
        set => _isEnabled = value;
    }

    /// <summary>The faults injected so far, in the order in which they were injected.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<InjectedFault> GetTrace()
    {
        lock (_traceSync)
        {
            return [.. _trace];
        }
    }

    /// <summary>Adds a fault to the trace.</summary>
    /// <param name="fault">The fault.</param>
    internal void Record(InjectedFault fault)
    {
        lock (_traceSync)
        {
            _trace.Add(fault);
        }
    }

    /// <summary>Blocks the calling thread on the backend's clock.</summary>
    /// <param name="by">The time.</param>
    internal void Delay(TimeSpan by) => _delay.Wait(by);

    /// <summary>Blocks the calling thread until a gate or the dispose releases it.</summary>
    /// <param name="gate">The gate, or null for <see cref="HangGate"/>.</param>
    /// <returns>False if the dispose released it.</returns>
    internal bool Hang(FaultGate? gate) => (gate ?? HangGate).Pass(() => _isClosed);

    /// <inheritdoc/>
    protected override int SetupCore(StoreSetup setup)
    {
        FaultedCall? faults = Meet(StoreCalls.Setup);
        if (faults is null)
        {
            return base.SetupCore(setup);
        }

        int refusal = faults.Before();
        return refusal != 0 ? refusal : (int)faults.After(base.SetupCore(setup));
    }

    /// <inheritdoc/>
    protected override int HealthCheckCore()
    {
        FaultedCall? faults = Meet(StoreCalls.HealthCheck);
        if (faults is null)
        {
            return base.HealthCheckCore();
        }

        int refusal = faults.Before();
        return refusal != 0 ? refusal : (int)faults.After(base.HealthCheckCore());
    }

    /// <inheritdoc/>
    protected override int GetHostnameCore(Span<byte> destination)
    {
        FaultedCall? faults = Meet(StoreCalls.GetHostname);
        if (faults is null)
        {
            return base.GetHostnameCore(destination);
        }

        int refusal = faults.Before();
        return refusal != 0 ? refusal : (int)faults.After(base.GetHostnameCore(destination));
    }

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size)
    {
        FaultedCall? faults = Meet(StoreCalls.RegisterBuffer);
        if (faults is null)
        {
            return base.RegisterBufferCore(buffer, size);
        }

        int refusal = faults.Before();
        return refusal != 0 ? refusal : (int)faults.After(base.RegisterBufferCore(buffer, size));
    }

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer)
    {
        FaultedCall? faults = Meet(StoreCalls.UnregisterBuffer);
        if (faults is null)
        {
            return base.UnregisterBufferCore(buffer);
        }

        int refusal = faults.Before();
        return refusal != 0 ? refusal : (int)faults.After(base.UnregisterBufferCore(buffer));
    }

    /// <summary>Releases hung and delayed calls, and disposes of the inner backend unless it was to be left open.</summary>
    /// <param name="disposing">True from <see cref="StoreBackend.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Only delays and hangs are possible here: a dispose has no return code.
            _ = Meet(StoreCalls.Dispose)?.Before();
            _isClosed = true;
            HangGate.Wake();
            foreach (FaultRule rule in Plan.Rules)
            {
                rule.Fault.Gate?.Wake();
            }

            _delay.Dispose();
        }

        base.Dispose(disposing);
    }

    private FaultedCall? Meet(StoreCalls call) => Meet(call, [], []);

    private FaultedCall? Meet(StoreCalls call, byte* key, int keyLength)
    {
        nint pointer = (nint)key;
        return Meet(call, new ReadOnlySpan<nint>(in pointer), new ReadOnlySpan<int>(in keyLength));
    }

    private FaultedCall? Meet(StoreCalls call, ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths)
    {
        if (!_isEnabled)
        {
            return null;
        }

        FaultedCall? faults = null;
        for (int i = 0; i < Plan.Rules.Length; i++)
        {
            FaultRule rule = Plan.Rules[i];
            if ((rule.Calls & call) == 0 || !IsInWindow(rule) || !HasKey(rule.KeyFilter, keys, keyLengths))
            {
                continue;
            }

            long number = Interlocked.Increment(ref _counted[i]);
            if (number >= rule.FirstCall
                && number <= rule.LastCall
                && FaultDraw.Strikes(rule.Probability, Plan.Seed, i, number, FaultDraw.WholeCall))
            {
                faults ??= new FaultedCall(this, call);
                faults.Add(i, number);
            }
        }

        return faults;
    }

    private bool IsInWindow(FaultRule rule)
    {
        if (rule.From <= TimeSpan.Zero && rule.Until == TimeSpan.MaxValue)
        {
            return true;
        }

        TimeSpan now = _timeProvider.GetElapsedTime(_start);
        return now >= rule.From && now < rule.Until;
    }

    private static bool HasKey(StoreKeyFilter? filter, ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths)
    {
        if (filter is null)
        {
            return true;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            if (filter(KeyAt(keys[i], keyLengths[i])))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> KeyAt(nint key, int length) => new((void*)key, length);
}
