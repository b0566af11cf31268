namespace Mooncake.Testing;

/// <summary>
/// Random numbers by position instead of by order: the same seed, rule, call and item give the same number, in any order.
/// </summary>
internal static class FaultDraw
{
    /// <summary>The item of a number for the whole call.</summary>
    internal const int WholeCall = -1;

    /// <summary>Draws 64 bits.</summary>
    /// <param name="seed">The plan's seed.</param>
    /// <param name="rule">The rule's index in the plan.</param>
    /// <param name="call">The call's number among those that the rule counts.</param>
    /// <param name="item">The item's index in the call, or <see cref="WholeCall"/>.</param>
    /// <returns>Uniformly distributed bits.</returns>
    internal static ulong Bits(int seed, int rule, long call, int item) =>
        Mix(Mix(Mix(Mix((uint)seed) + (uint)rule) + (ulong)call) + (uint)item);

    /// <summary>Draws an index, independent of the decision about the same item.</summary>
    /// <param name="count">The number of indexes, at least 1.</param>
    /// <param name="seed">The plan's seed.</param>
    /// <param name="rule">The rule's index in the plan.</param>
    /// <param name="call">The call's number among those that the rule counts.</param>
    /// <param name="item">The item's index in the call.</param>
    /// <returns>An index from 0 to <paramref name="count"/> - 1.</returns>
    internal static ulong Place(ulong count, int seed, int rule, long call, int item) =>
        Mix(Bits(seed, rule, call, item)) % count;

    /// <summary>Decides with a probability.</summary>
    /// <param name="probability">From 0, never, to 1, always.</param>
    /// <param name="seed">The plan's seed.</param>
    /// <param name="rule">The rule's index in the plan.</param>
    /// <param name="call">The call's number among those that the rule counts.</param>
    /// <param name="item">The item's index in the call, or <see cref="WholeCall"/>.</param>
    /// <returns>The decision.</returns>
    internal static bool Strikes(double probability, int seed, int rule, long call, int item)
    {
        const double TwoTo53 = 1L << 53;
        return probability >= 1 || (Bits(seed, rule, call, item) >> 11) / TwoTo53 < probability;
    }

    // The finalizer of SplitMix64: a bijection whose every output bit depends on every input bit.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
