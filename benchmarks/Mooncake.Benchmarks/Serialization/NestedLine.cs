namespace Mooncake.Benchmarks.Serialization;

/// <summary>A line of a <see cref="NestedRecord"/>.</summary>
[StoreObject]
internal sealed partial record NestedLine(int Number, string Text, double Amount);
