namespace Mooncake.Testing;

/// <summary>One injected fault: a line of a <see cref="FaultBackend"/>'s trace.</summary>
/// <param name="Call">The call that got it.</param>
/// <param name="Rule">The index of the rule in the plan, from 0.</param>
/// <param name="Number">The number of the call among those that the rule counted, from 1.</param>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Item">The item's index in the call, from 0, or -1 for a fault of the whole call.</param>
/// <param name="Key">The key, or null for a fault of a whole batch or of a call without a key.</param>
/// <param name="Value">
/// The code that was returned, the delay in ticks, the missing bytes, or the position of the first flipped bit; 0 for other kinds.
/// </param>
public readonly record struct InjectedFault(StoreCalls Call, int Rule, long Number, FaultKind Kind, int Item, string? Key, long Value);
