using System.Text.RegularExpressions;
using Expression = System.Text.RegularExpressions.Regex;

namespace Mooncake.Packaging.Tests.Consumers;

/// <summary>What documents show, to be built as they show it or held against what is there.</summary>
internal static class Documents
{
    /// <summary>The first block of C# of a document, which may stand in a list.</summary>
    /// <param name="path">The document's path in the repository.</param>
    internal static string BlockOf(string path) => Expression.Match(
        File.ReadAllText(Repository.PathOf(path)), "^ *```csharp\n(.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    /// <summary>The names of the packages in a document's table, sorted.</summary>
    /// <param name="path">The document's path in the repository.</param>
    internal static IEnumerable<string> PackagesListedIn(string path) => Expression.Matches(File.ReadAllText(Repository.PathOf(path)), @"(?m)^\| `(Mooncake[.\w]+)` \|")
        .Select(static row => row.Groups[1].Value)
        .Order(StringComparer.Ordinal);
}
