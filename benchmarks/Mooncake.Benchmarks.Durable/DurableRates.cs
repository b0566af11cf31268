namespace Mooncake.Benchmarks.Durable;

/// <summary>What two sides have done in turns.</summary>
/// <param name="Ours">Operations a second of ours.</param>
/// <param name="Other">Operations a second of the other side.</param>
/// <param name="ProcessorRatio">The processor time of an operation of ours over that of the other side.</param>
internal readonly record struct DurableRates(double Ours, double Other, double ProcessorRatio);
