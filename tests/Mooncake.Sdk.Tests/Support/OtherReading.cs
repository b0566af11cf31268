namespace Mooncake.Support;

/// <summary>A record of another shape than <see cref="Reading"/> under the same keys: a mistake that reading has to find.</summary>
[StoreKey("reading/{Sensor}")]
public sealed partial record OtherReading(int Sensor, string Text);
