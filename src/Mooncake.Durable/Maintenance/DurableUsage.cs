namespace Mooncake.Durable;

/// <summary>What a part of a store takes.</summary>
/// <param name="Objects">Objects that a read can find.</param>
/// <param name="ValueBytes">The bytes of their values, trailers included.</param>
/// <param name="CapacityBytes">What counts against the capacity: values, twice the keys, and 64 bytes each.</param>
public readonly record struct DurableUsage(long Objects, long ValueBytes, long CapacityBytes);
