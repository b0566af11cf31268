namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The runtime's types that MemoryPack writes as a text or as a few numbers.</summary>
internal static class TextTypes
{
    /// <summary>MemoryPack's formatter of a type, the notation of its bytes, and whether they are a string; null for other types.</summary>
    /// <param name="definition">The type's definition.</param>
    public static (string Formatter, string Wire, bool IsString)? Find(string definition) => definition switch
    {
        "System.Uri" => ("UriFormatter", "uri", true),
        "System.Globalization.CultureInfo" => ("CultureInfoFormatter", "culture", true),
        "System.TimeZoneInfo" => ("TimeZoneInfoFormatter", "zone", true),
        "System.Version" => ("VersionFormatter", "version", false),
        "System.Text.StringBuilder" => ("StringBuilderFormatter", "builder", false),
        _ => null,
    };
}
