using System.Text.Json;

namespace Mooncake.Llm.Keys.Tests;

/// <summary>What the engines' own functions returned, in files that are embedded in the test assembly and name these functions.</summary>
internal static class VectorFile
{
    /// <summary>The number of each case of a file, for a theory.</summary>
    public static TheoryData<string, int> NumbersOf(string file)
    {
        TheoryData<string, int> numbers = [];
        int number = 0;
        foreach (JsonElement vector in CasesOf(file))
        {
            numbers.Add(Text(vector, "algorithm") + " " + (Text(vector, "name") ?? Text(vector, "format")), number++);
        }

        return numbers;
    }

    /// <summary>One case of a file.</summary>
    public static JsonElement Case(string file, int number) => CasesOf(file)[number];

    /// <summary>The tokens of a case.</summary>
    public static int[] Tokens(JsonElement vector) =>
        [.. vector.GetProperty("tokens").EnumerateArray().Select(static token => token.GetInt32())];

    /// <summary>The texts in an array of a case.</summary>
    public static string[] Texts(JsonElement vector, string property) =>
        [.. vector.GetProperty(property).EnumerateArray().Select(static text => text.GetString()!)];

    /// <summary>A number of a case.</summary>
    public static int Number(JsonElement vector, string property) => vector.GetProperty(property).GetInt32();

    /// <summary>A text of a case; null if it has none.</summary>
    public static string? Text(JsonElement vector, string property) =>
        vector.TryGetProperty(property, out JsonElement value) ? value.GetString() : null;

    private static List<JsonElement> CasesOf(string file)
    {
        using Stream stream = typeof(VectorFile).Assembly.GetManifestResourceStream($"Mooncake.Llm.Tests.Keys.Vectors.{file}.json")!;
        return [.. JsonDocument.Parse(stream).RootElement.GetProperty("cases").EnumerateArray()];
    }
}
