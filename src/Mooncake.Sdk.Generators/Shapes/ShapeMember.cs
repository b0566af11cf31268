namespace Mooncake.Sdk.Generators.Shapes;

/// <summary>One part of a stored shape.</summary>
/// <param name="Place">A member's position, its slot in a version-tolerant object, or a tag of a union.</param>
/// <param name="Name">
/// The member's name, which the bytes do not hold; the concrete type of a union. Empty for an image whose fields cannot be seen.
/// </param>
/// <param name="Wire">The member's encoding in the fingerprint's notation; empty in a union.</param>
internal sealed record ShapeMember(int Place, string Name, string Wire);
