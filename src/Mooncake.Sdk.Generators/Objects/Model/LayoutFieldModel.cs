namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>One field of a struct without references.</summary>
/// <param name="MetadataName">The field's name in metadata; that of an automatic property holds angle brackets.</param>
/// <param name="Access">The escaped name by which a reference to it can be taken, or null if it needs an accessor.</param>
/// <param name="TypeText">The field's type.</param>
/// <param name="Kind">How its bytes are found.</param>
/// <param name="Layout">The name of the layout of its type (of the type inside, for a nullable), or null if all its bytes are data.</param>
/// <param name="WireType">An expression for its encoding in the fingerprint's notation.</param>
/// <param name="Wire">The same, as text.</param>
/// <param name="Count">How many elements a fixed buffer has.</param>
/// <param name="Check">The codec by which a tuple's item is checked in reading, or null if any bytes are a value.</param>
internal sealed record LayoutFieldModel(
    string MetadataName,
    string? Access,
    string TypeText,
    LayoutFieldKind Kind,
    string? Layout,
    string WireType,
    string Wire,
    int Count = 0,
    string? Check = null);
