namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>The member whose elements an application can write directly into the object of a draft.</summary>
/// <param name="Member">The member, by its position.</param>
/// <param name="ElementType">The type of its elements, fully qualified.</param>
/// <param name="ElementCodec">The codec of an element.</param>
/// <param name="IsArray">True for an array; false for <c>Memory</c> and <c>ReadOnlyMemory</c>.</param>
internal sealed record PayloadModel(int Member, string ElementType, string ElementCodec, bool IsArray);
