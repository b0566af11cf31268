using System.Text.RegularExpressions;
using Mooncake.Packaging.Tests.Consumers;
using Expression = System.Text.RegularExpressions.Regex;

namespace Mooncake.Packaging.Tests;

/// <summary>The text that a feed shows for each package: it stands alone there, so nothing in it may lead into a repository.</summary>
public sealed class PackageReadmeTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("src", "PACKAGE.md"));

    [Fact]
    public void Links_LeadToAddressesThatEveryReaderReaches()
    {
        // Of links and images in the line, of definitions below, and of HTML.
        string[] targets =
        [
            .. Expression.Matches(Text, """\]\(\s*([^)\s]*)|^ *\[[^\]]+\]:\s*(\S+)|(?:href|src)\s*=\s*["']?([^"'\s>]*)""", RegexOptions.Multiline)
                .Select(static match => match.Groups.Values.Skip(1).Single(static group => group.Success).Value),
        ];

        Assert.NotEmpty(targets);
        Assert.All(targets, static target => Assert.StartsWith("https://", target, StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_ThatItNames_AreInTheSource()
    {
        string[] names = [.. Expression.Matches(Text, @"`([\w-]+\.md|rules)`").Select(static match => match.Groups[1].Value)];
        Assert.NotEmpty(names);
        Assert.All(names, static name => Assert.True(Path.Exists(Repository.PathOf("docs", name)), $"There is no docs/{name}."));
    }

    /// <summary>The README's is built from the packages and run.</summary>
    [Fact]
    public void Example_IsTheReadmes() => Assert.Equal(Documents.BlockOf("README.md"), Documents.BlockOf("src/PACKAGE.md"));

    [Fact]
    public void Packages_AreThoseOfTheReadme() => Assert.Equal(Documents.PackagesListedIn("README.md"), Documents.PackagesListedIn("src/PACKAGE.md"));
}
