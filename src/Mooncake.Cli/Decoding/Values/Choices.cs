using Mooncake.Cli.Decoding.Shapes;
using Mooncake.Cli.Decoding.Wire;

namespace Mooncake.Cli.Decoding.Values;

/// <summary>Which type each nested object is taken for: the notation tells the kind only, so types are tried.</summary>
internal sealed class Choices
{
    private readonly Dictionary<NestedWire, ShapeType> _types = [];

    /// <summary>The type of a place.</summary>
    /// <param name="place">The place.</param>
    /// <exception cref="ChoiceException">None was chosen.</exception>
    internal ShapeType TypeOf(NestedWire place) => _types.TryGetValue(place, out ShapeType? type) ? type : throw new ChoiceException(place);

    /// <summary>Chooses a type.</summary>
    /// <param name="place">The place.</param>
    /// <param name="type">The type; null to take the choice back.</param>
    internal void Choose(NestedWire place, ShapeType? type)
    {
        if (type is null)
        {
            _types.Remove(place);
        }
        else
        {
            _types[place] = type;
        }
    }
}
