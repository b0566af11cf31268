using System.Globalization;
using System.Text.Json;

namespace Mooncake.Conformance.Model;

/// <summary>Reads the values of scenarios: hex, or a pattern and a size.</summary>
internal static class ScenarioBytes
{
    /// <summary>Reads a value.</summary>
    /// <param name="json">Hex as text, or an object with <c>pattern</c> and <c>size</c>.</param>
    /// <returns>The bytes.</returns>
    internal static byte[] Parse(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return Convert.FromHexString(json.GetString()!);
        }

        JsonMembers members = new(json, "A value");
        byte[] bytes = Pattern(members.Required("pattern").GetInt32(), members.Count("size"));
        members.RequireAllTaken();
        return bytes;
    }

    /// <summary>The bytes of a pattern.</summary>
    /// <param name="pattern">Its number.</param>
    /// <param name="size">How many bytes.</param>
    /// <returns>The bytes.</returns>
    internal static byte[] Pattern(int pattern, int size)
    {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++)
        {
            bytes[i] = unchecked((byte)((31 * i) + (17 * pattern) + (i >> 8)));
        }

        return bytes;
    }

    /// <summary>A value as the reports show it.</summary>
    /// <param name="bytes">The value.</param>
    /// <returns>Its first bytes in hex, and its size.</returns>
    internal static string Show(ReadOnlySpan<byte> bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, 16)])}{(bytes.Length > 16 ? "..." : "")} ({bytes.Length} bytes)");
}
