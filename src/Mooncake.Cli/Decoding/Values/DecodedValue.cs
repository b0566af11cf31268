using Mooncake.Cli.Decoding.Shapes;

namespace Mooncake.Cli.Decoding.Values;

/// <summary>A payload as JSON.</summary>
/// <param name="Type">The type that it was read as.</param>
/// <param name="Json">The JSON, in UTF-8.</param>
internal sealed record DecodedValue(ShapeType Type, byte[] Json);
