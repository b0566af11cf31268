using System.Text.RegularExpressions;
using Expression = System.Text.RegularExpressions.Regex;

namespace Mooncake.Packaging.Tests.Consumers;

/// <summary>Code that documents show, to be built as they show it.</summary>
internal static class Documents
{
    /// <summary>The one block of C# that a document has, which may stand in a list.</summary>
    /// <param name="path">The document's path in the repository.</param>
    internal static string BlockOf(string path) => Assert.Single(Expression.Matches(
        File.ReadAllText(Repository.PathOf(path)), "^ *```csharp\n(.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)).Groups[1].Value;
}
