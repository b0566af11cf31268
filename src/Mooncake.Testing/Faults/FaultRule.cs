namespace Mooncake.Testing;

/// <summary>When a fault strikes: on which calls, which of their items, how often and in which time.</summary>
/// <remarks>
/// A call that matches <see cref="Calls"/>, <see cref="KeyFilter"/> and the time window is counted by the rule; of the counted
/// calls those from <see cref="FirstCall"/> to <see cref="LastCall"/> are struck with <see cref="Probability"/>. Several rules
/// may strike one call: they act in the plan's order, so that a delay may stand before a failure.
/// </remarks>
public sealed class FaultRule
{
    /// <summary>Ties a fault to calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    /// <exception cref="ArgumentException">The fault cannot strike all of these calls.</exception>
    public FaultRule(StoreCalls calls, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        StoreCalls possible = PossibleCalls(fault.Kind);
        if (calls == StoreCalls.None || (calls & ~possible) != 0)
        {
            throw new ArgumentException($"A fault of kind {fault.Kind} applies to {possible}, not to {calls & ~possible}.", nameof(calls));
        }

        // Of all answers only HealthCheck's failures are positive: anywhere else such a "failure" would be a success.
        if (fault.Kind is FaultKind.Fail or FaultKind.FailAfter or FaultKind.FailItems && fault.Value > 0 && calls != StoreCalls.HealthCheck)
        {
            throw new ArgumentException($"The code {fault.Value} is a failure of {StoreCalls.HealthCheck} only; other calls fail with negative codes.", nameof(fault));
        }

        Calls = calls;
        Fault = fault;
    }

    /// <summary>The calls that it is about.</summary>
    public StoreCalls Calls { get; }

    /// <summary>What strikes them.</summary>
    public Fault Fault { get; }

    /// <summary>
    /// The keys that it is about, or null for every call, also those without a key. A batch matches if one of its keys does; a
    /// fault of items then strikes the items whose keys match.
    /// </summary>
    public StoreKeyFilter? KeyFilter { get; init; }

    /// <summary>The first call that it strikes, counted from 1 among those that match.</summary>
    /// <value>1</value>
    public long FirstCall { get; init; } = 1;

    /// <summary>The last call that it strikes, counted from 1 among those that match.</summary>
    /// <value><see cref="long.MaxValue"/></value>
    public long LastCall { get; init; } = long.MaxValue;

    /// <summary>The part of the calls that it strikes, from 0 to 1, chosen by the plan's seed.</summary>
    /// <value>1</value>
    public double Probability { get; init; } = 1;

    /// <summary>The places in a batch that a fault of items strikes, counted from 0, or null for all.</summary>
    public IReadOnlyCollection<int>? Items { get; init; }

    /// <summary>The part of these items that it strikes, from 0 to 1, chosen by the plan's seed.</summary>
    /// <value>1</value>
    public double ItemProbability { get; init; } = 1;

    /// <summary>When it begins to strike, from the making of the backend, on the backend's clock.</summary>
    /// <value><see cref="TimeSpan.Zero"/></value>
    public TimeSpan From { get; init; } = TimeSpan.Zero;

    /// <summary>When it no longer strikes.</summary>
    /// <value><see cref="TimeSpan.MaxValue"/></value>
    public TimeSpan Until { get; init; } = TimeSpan.MaxValue;

    private static StoreCalls PossibleCalls(FaultKind kind) => kind switch
    {
        // A dispose has no answer.
        FaultKind.Hang or FaultKind.Delay => StoreCalls.All,
        FaultKind.AnswerShort => StoreCalls.Gets | StoreCalls.GetSize,
        FaultKind.CorruptRead => StoreCalls.Gets,
        FaultKind.CorruptWrite => StoreCalls.Puts,
        FaultKind.FailItems or FaultKind.OmitItems => StoreCalls.Objects,
        _ => StoreCalls.All & ~StoreCalls.Dispose,
    };
}
