namespace Mooncake.Backends;

/// <summary>The cost model of a backend, which determines how the SDK calls it.</summary>
/// <param name="RoundTripIsFree">
/// True if a call costs little more than its memory copy: callers then make the call on their own thread. False if a call waits for
/// something outside the process: callers then gather operations into one call for many items, made on dedicated threads.
/// </param>
/// <param name="TakesDuplicateKeys">
/// True if a batch with duplicate keys is executed item by item, in order. False if <see cref="StoreBackend"/> must split such a batch into
/// successive calls.
/// </param>
public readonly record struct BackendTraits(bool RoundTripIsFree, bool TakesDuplicateKeys);
