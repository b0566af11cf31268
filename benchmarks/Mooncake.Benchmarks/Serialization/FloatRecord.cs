namespace Mooncake.Benchmarks.Serialization;

/// <summary>An array of floats behind fixed members.</summary>
[StoreObject]
internal sealed partial record FloatRecord(int Layer, bool IsFinal, DateTime Time, float[] Values);
