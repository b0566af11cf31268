namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The runtime's types that MemoryPack writes as a text or as a few numbers.</summary>
internal static class TextTypes
{
    /// <summary>MemoryPack's formatter of a type, what its bytes look like, and their notation; null for other types.</summary>
    /// <param name="definition">The type's definition.</param>
    public static (string Formatter, string WireType, string Wire)? Find(string definition) => definition switch
    {
        "System.Uri" => ("UriFormatter", "TextWire<global::System.Uri>", "uri"),
        "System.Globalization.CultureInfo" => ("CultureInfoFormatter", "TextWire<global::System.Globalization.CultureInfo>", "culture"),
        "System.TimeZoneInfo" => ("TimeZoneInfoFormatter", "TextWire<global::System.TimeZoneInfo>", "zone"),
        "System.Version" => ("VersionFormatter", "VersionWire", "version"),
        "System.Text.StringBuilder" => ("StringBuilderFormatter", "StringBuilderWire", "builder"),
        _ => null,
    };
}
