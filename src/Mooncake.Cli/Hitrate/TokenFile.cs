using System.Globalization;
using System.Text;
using System.Text.Json;
using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Hitrate;

/// <summary>
/// A file with the token ids of prompts: JSON, with an array of numbers for each prompt or an array of such arrays; or text, with a line of
/// numbers for each prompt, separated by spaces or commas.
/// </summary>
internal static class TokenFile
{
    private static readonly char[] Separators = [' ', '\t', ',', ';', '\r'];

    /// <summary>Parses a file.</summary>
    /// <param name="content">The file.</param>
    /// <returns>The prompts; at least one.</returns>
    /// <exception cref="ToolException">The file contains something else, or nothing.</exception>
    internal static List<int[]> Parse(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        content = content.StartsWith(mark) ? content[mark.Length..] : content;
        ReadOnlySpan<byte> trimmed = content.TrimStart(" \t\r\n"u8);
        List<int[]> prompts = trimmed.StartsWith("["u8) ? ParseJson(trimmed) : ParseText(Encoding.UTF8.GetString(content));
        return prompts.Count > 0 ? prompts : throw Fault("it is empty");
    }

    private static List<int[]> ParseJson(ReadOnlySpan<byte> content)
    {
        List<int[]> prompts = [];
        Utf8JsonReader reader = new(content, new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true });
        try
        {
            // A prompt is an array that contains numbers. An empty one is a prompt too, unless arrays are in it.
            List<int> tokens = [];
            bool isList = false;
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartArray when reader.CurrentDepth > 1 || tokens.Count > 0:
                        throw Fault("arrays of numbers are in an array with something else");
                    case JsonTokenType.StartArray:
                        isList = reader.CurrentDepth == 1;
                        break;
                    case JsonTokenType.Number when reader.TryGetInt32(out int token) && !(isList && reader.CurrentDepth == 1):
                        tokens.Add(token);
                        break;
                    case JsonTokenType.EndArray when isList && reader.CurrentDepth == 0:
                        isList = false;
                        break;
                    case JsonTokenType.EndArray:
                        prompts.Add([.. tokens]);
                        tokens.Clear();
                        break;
                    default:
                        throw Fault($"'{Encoding.UTF8.GetString(reader.ValueSpan)}' is not a token id");
                }
            }
        }
        catch (JsonException exception)
        {
            throw Fault(exception.Message);
        }

        return prompts;
    }

    private static List<int[]> ParseText(string content)
    {
        List<int[]> prompts = [];
        int number = 0;
        foreach (string line in content.Split('\n'))
        {
            number++;
            string[] words = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                prompts.Add([.. words.Select(word => ParseToken(word, number))]);
            }
        }

        return prompts;
    }

    private static int ParseToken(string word, int line) =>
        int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int token)
            ? token
            : throw Fault($"'{word}' in line {line} is not a token id");

    private static ToolException Fault(string what) => new(
        ExitCode.Usage,
        $"The file of --tokens cannot be read: {what}. Give the token ids of a prompt as a JSON array, or as numbers in a "
                + "line; several prompts "
            + "in several arrays or lines.");
}
