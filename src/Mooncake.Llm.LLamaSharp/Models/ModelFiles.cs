using System.Globalization;
using System.Text.RegularExpressions;

namespace Mooncake.Llm.LLamaSharp.Models;

/// <summary>The files of a model, which can be split into parts.</summary>
internal static partial class ModelFiles
{
    /// <summary>All parts of a model.</summary>
    /// <param name="path">The only file, or the first part.</param>
    internal static IReadOnlyList<string> PartsOf(string path)
    {
        Match match = PartName().Match(path);
        if (!match.Success)
        {
            return [path];
        }

        int count = int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        string before = match.Groups["before"].Value;
        return [.. Enumerable.Range(1, count).Select(
            part => string.Create(CultureInfo.InvariantCulture, $"{before}-{part:D5}-of-{count:D5}.gguf"))];
    }

    [GeneratedRegex(@"^(?<before>.*)-00001-of-(?<count>[0-9]{5})\.gguf$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex PartName();
}
