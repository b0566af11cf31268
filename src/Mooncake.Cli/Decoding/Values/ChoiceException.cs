using Mooncake.Cli.Decoding.Wire;

namespace Mooncake.Cli.Decoding.Values;

/// <summary>A nested object has been reached whose type was not chosen yet.</summary>
/// <param name="place">The place.</param>
internal sealed class ChoiceException(NestedWire place) : Exception("No type was chosen.")
{
    /// <summary>The place.</summary>
    internal NestedWire Place { get; } = place;
}
