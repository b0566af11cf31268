namespace Mooncake.Testing;

/// <summary>One fault as it was injected: a line of a <see cref="FaultBackend"/>'s trace.</summary>
/// <param name="Call">The call that it struck.</param>
/// <param name="Rule">The place of the rule in the plan, from 0.</param>
/// <param name="Number">The number of the call among those that the rule counted, from 1.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Item">The item's place in the call, from 0, or -1 if the fault struck the call as a whole.</param>
/// <param name="Key">The key, or null if the fault struck a batch as a whole or a call that has no key.</param>
/// <param name="Value">
/// The code that was answered, the delay in ticks, the bytes missing, or the place of the first flipped bit; 0 for other kinds.
/// </param>
public readonly record struct InjectedFault(StoreCalls Call, int Rule, long Number, FaultKind Kind, int Item, string? Key, long Value);
