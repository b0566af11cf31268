using Mooncake.Cli.Decoding.Wire;

namespace Mooncake.Cli.Decoding.Shapes;

/// <summary>A member, a slot or a tag of a <see cref="ShapeType"/>.</summary>
/// <param name="Place">The position, the number of the slot, or the tag.</param>
/// <param name="Name">The member's name; the concrete type of a union's tag; empty for an image without names.</param>
/// <param name="Wire">The encoding; empty for a tag.</param>
/// <param name="Type">The parsed encoding; null for a tag.</param>
internal sealed record ShapeMember(int Place, string Name, string Wire, WireType? Type);
