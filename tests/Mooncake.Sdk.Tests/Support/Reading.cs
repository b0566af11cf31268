namespace Mooncake.Support;

/// <summary>A record struct of fixed size.</summary>
#pragma warning disable MOON0031 // OtherReading has the same keys, so that tests can read one as the other.
[StoreKey("reading/{Sensor}")]
#pragma warning restore MOON0031
public readonly partial record struct Reading(int Sensor, long Ticks, double Value);
