namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>How a type is encoded, as text for emitted code.</summary>
/// <param name="Text">
/// The codec's type; in a type that MemoryPack serializes, C# that yields the encoding in the fingerprint's notation.
/// </param>
/// <param name="Wire">
/// The encoding in the fingerprint's notation, as far as it is known without running: see <see cref="Shapes.StoredShape"/>.
/// </param>
/// <param name="Image">The image's type where values are memory images, so that they can stand in a run; else null.</param>
/// <param name="IsRaw">True if the image is the plain memory of the value.</param>
/// <param name="Size">The size of the image in bytes where the generator knows it; 0 where only the runtime does.</param>
/// <param name="IsNesting">True if values can hold objects, so that levels have to be counted.</param>
/// <param name="IsBridged">True if MemoryPack serializes the values.</param>
internal sealed record CodecModel(
    string Text,
    string Wire,
    string? Image = null,
    bool IsRaw = false,
    int Size = 0,
    bool IsNesting = false,
    bool IsBridged = false);
