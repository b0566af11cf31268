using System.Collections.Immutable;

namespace Mooncake.Testing;

/// <summary>
/// The faults to inject, and the seed for the random decisions of the rules. Immutable: one plan can be used for many backends, and the
/// same calls in the same order get the same faults each time.
/// </summary>
/// <remarks>
/// Each decision is derived from the seed, the rule's index and the number of the call among those that the rule counts, never from a
/// shared stream of random numbers. Calls to which no rule applies therefore have no influence, and under concurrency the n-th counted call
/// gets the same fault whichever thread makes it.
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
    /// <summary>Combines rules with a seed.</summary>
    /// <param name="seed">The seed for the random decisions.</param>
    /// <param name="rules">The rules; they apply in this order.</param>
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

    /// <summary>The seed for the random decisions.</summary>
    public int Seed { get; }

    /// <summary>The rules, in the order in which they apply.</summary>
    public ImmutableArray<FaultRule> Rules { get; }
}
