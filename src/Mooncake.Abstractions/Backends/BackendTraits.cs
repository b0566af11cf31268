namespace Mooncake.Backends;

/// <summary>What a backend is good at, so that the layer above can choose how to call it.</summary>
/// <param name="RoundTripIsFree">
/// True if a call costs about what its memory copy costs: callers then call straight from their own thread. False if a call
/// waits for something outside the process: callers then gather calls into batches and call on dedicated threads.
/// </param>
/// <param name="TakesDuplicateKeys">
/// True if a batch in which a key stands twice is carried out item by item in order. False if <see cref="StoreBackend"/> has to
/// split such a batch into successive calls.
/// </param>
public readonly record struct BackendTraits(bool RoundTripIsFree, bool TakesDuplicateKeys);
