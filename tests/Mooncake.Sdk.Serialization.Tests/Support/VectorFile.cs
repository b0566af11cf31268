using System.Text.Json;

namespace Mooncake.Sdk.Serialization.Tests.Support;

/// <summary>The golden vectors, which are embedded in the test assembly.</summary>
internal static class VectorFile
{
    /// <summary>The themes that hold values and their exact bytes.</summary>
    internal static IReadOnlyList<string> ValueThemes { get; } =
    [
        "primitives", "enums", "strings", "datetime", "bcl", "nullable", "arrays", "collections", "memory", "tuples", "structs",
        "objects", "generics", "unions", "version_tolerant", "realistic", "optional", "evolution",
    ];

    /// <summary>The cases of a theme.</summary>
    internal static IReadOnlyList<JsonElement> CasesOf(string theme)
    {
        using Stream stream = typeof(VectorFile).Assembly.GetManifestResourceStream($"Mooncake.Sdk.Serialization.Tests.Vectors.{theme}.json")!;
        JsonElement root = JsonDocument.Parse(stream).RootElement;
        return [.. root.GetProperty("cases").EnumerateArray()];
    }

    /// <summary>A text property, or an empty text.</summary>
    internal static string TextOf(JsonElement element, string property)
    {
        return element.TryGetProperty(property, out JsonElement value) ? value.GetString()! : "";
    }

    /// <summary>The bytes of a case: spelled out, or as a unit that repeats.</summary>
    internal static byte[] BytesOf(JsonElement element, string lead)
    {
        if (!element.TryGetProperty("hex_repeat", out JsonElement repeat))
        {
            return Convert.FromHexString(lead + TextOf(element, "hex"));
        }

        string units = string.Concat(Enumerable.Repeat(TextOf(repeat, "unit"), repeat.GetProperty("count").GetInt32()));
        return Convert.FromHexString(lead + TextOf(repeat, "prefix") + units + TextOf(repeat, "suffix"));
    }
}
