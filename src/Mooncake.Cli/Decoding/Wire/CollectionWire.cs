namespace Mooncake.Cli.Decoding.Wire;

/// <summary>Elements of one type.</summary>
/// <param name="element">The type.</param>
/// <param name="rank">The number of dimensions: 1, or up to 4 for an array.</param>
internal sealed class CollectionWire(WireType element, int rank) : WireType
{
    /// <summary>The elements' type.</summary>
    internal WireType Element { get; } = element;

    /// <summary>The number of dimensions.</summary>
    internal int Rank { get; } = rank;
}
