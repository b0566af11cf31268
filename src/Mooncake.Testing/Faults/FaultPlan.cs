using System.Collections.Immutable;

namespace Mooncake.Testing;

/// <summary>
/// What goes wrong, and the seed that decides where the rules leave it open. Immutable: one plan can be played on many backends,
/// and the same calls in the same order meet the same faults each time.
/// </summary>
/// <remarks>
/// Each decision is drawn from the seed, the rule's place and the number of the call among those that the rule counts, never from
/// a shared stream of random numbers. Calls that no rule is about therefore change nothing, and under concurrency the n-th
/// counted call meets the same fault whichever thread makes it.
/// </remarks>
/// <example>
/// <code>
/// FaultPlan plan = new(
///     seed: 7,
///     new FaultRule(StoreCalls.Gets, Fault.Fail(StoreErrorCode.RpcFail)) { Probability = 0.1 },
///     new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { Items = [0, 3] },
///     new FaultRule(StoreCalls.Gets, Fault.CorruptRead()) { KeyFilter = StoreKeyFilters.StartsWith("kv/") });
/// using FaultBackend backend = new(inner, plan);
/// </code>
/// </example>
public sealed class FaultPlan
{
    /// <summary>Puts rules under a seed.</summary>
    /// <param name="seed">Decides what the rules leave open.</param>
    /// <param name="rules">The rules; they act in this order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> or one of them is null.</exception>
    public FaultPlan(int seed, params IEnumerable<FaultRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Seed = seed;
        Rules = [.. rules];
        foreach (FaultRule rule in Rules)
        {
            ArgumentNullException.ThrowIfNull(rule, nameof(rules));
        }
    }

    /// <summary>Decides what the rules leave open.</summary>
    public int Seed { get; }

    /// <summary>The rules, in the order in which they act.</summary>
    public ImmutableArray<FaultRule> Rules { get; }
}
