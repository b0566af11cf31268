namespace Mooncake.Testing;

/// <summary>When a fault occurs: in which calls, for which of their items, how often and in which time window.</summary>
/// <remarks>
/// A call that matches <see cref="Calls"/>, <see cref="KeyFilter"/> and the time window is counted by the rule. Of the counted calls, those
/// from <see cref="FirstCall"/> to <see cref="LastCall"/> get the fault with <see cref="Probability"/>. Several rules may apply to one
/// call: they apply in the plan's order, so a delay can come before a failure.
/// </remarks>
public sealed class FaultRule
{
    /// <summary>Assigns a fault to calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    /// <exception cref="ArgumentException">The fault is not possible for all of these calls.</exception>
    public FaultRule(StoreCalls calls, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        StoreCalls possible = PossibleCalls(fault.Kind);
        if (calls == StoreCalls.None || (calls & ~possible) != 0)
        {
            throw new ArgumentException($"A fault of kind {fault.Kind} applies to {possible}, not to {calls & ~possible}.", nameof(calls));
        }

        // Only HealthCheck reports failures as positive numbers: anywhere else such a "failure" would be a success.
        if (fault.Kind is FaultKind.Fail or FaultKind.FailAfter or FaultKind.FailItems
            && fault.Value > 0
            && calls != StoreCalls.HealthCheck)
        {
            throw new ArgumentException($"The code {fault.Value} is a failure of {StoreCalls.HealthCheck} only; other calls fail with negative codes.", nameof(fault));
        }

        Calls = calls;
        Fault = fault;
    }

    /// <summary>The calls.</summary>
    public StoreCalls Calls { get; }

    /// <summary>The fault.</summary>
    public Fault Fault { get; }

    /// <summary>
    /// The keys to which the rule applies, or null for every call, including those without a key. A batch matches if one of its keys does;
    /// a fault of items then applies to the items whose keys match.
    /// </summary>
    public StoreKeyFilter? KeyFilter { get; init; }

    /// <summary>The first call that gets the fault, counted from 1 among those that match.</summary>
    /// <value>1</value>
    public long FirstCall { get; init; } = 1;

    /// <summary>The last call that gets the fault, counted from 1 among those that match.</summary>
    /// <value><see cref="long.MaxValue"/></value>
    public long LastCall { get; init; } = long.MaxValue;

    /// <summary>The fraction of the calls that get the fault, from 0 to 1, selected by the plan's seed.</summary>
    /// <value>1</value>
    public double Probability { get; init; } = 1;

    /// <summary>The indexes in a batch to which a fault of items applies, counted from 0, or null for all.</summary>
    public IReadOnlyCollection<int>? Items { get; init; }

    /// <summary>The fraction of these items that get the fault, from 0 to 1, selected by the plan's seed.</summary>
    /// <value>1</value>
    public double ItemProbability { get; init; } = 1;

    /// <summary>When the rule starts to apply, from the creation of the backend, on the backend's clock.</summary>
    /// <value><see cref="TimeSpan.Zero"/></value>
    public TimeSpan From { get; init; } = TimeSpan.Zero;

    /// <summary>When the rule no longer applies.</summary>
    /// <value><see cref="TimeSpan.MaxValue"/></value>
    public TimeSpan Until { get; init; } = TimeSpan.MaxValue;

    private static StoreCalls PossibleCalls(FaultKind kind) => kind switch
    {
        // A dispose has no return code.
        FaultKind.Hang or FaultKind.Delay => StoreCalls.All,
        FaultKind.AnswerShort => StoreCalls.Gets | StoreCalls.GetSize,
        FaultKind.CorruptRead => StoreCalls.Gets,
        FaultKind.CorruptWrite => StoreCalls.Puts,
        FaultKind.FailItems or FaultKind.OmitItems => StoreCalls.Objects,
        _ => StoreCalls.All & ~StoreCalls.Dispose,
    };
}
