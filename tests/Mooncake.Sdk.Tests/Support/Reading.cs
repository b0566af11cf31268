namespace Mooncake.Support;

/// <summary>A record struct of fixed size.</summary>
[StoreKey("reading/{Sensor}")]
public readonly partial record struct Reading(int Sensor, long Ticks, double Value);
