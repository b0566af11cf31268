using System.Text;
using System.Text.RegularExpressions;
using Mooncake.Server.Commands;
using Mooncake.TestTools;

namespace Mooncake.Server.Tests.Commands;

/// <summary><c>docs/redis.md</c> lists the commands of the table, and no others.</summary>
public sealed partial class CommandDocumentTests
{
    [Fact]
    public void Page_ListsEveryCommand()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "redis.md"));
        IEnumerable<string> listed = Row().Matches(page).SelectMany(static row =>
            Name().Matches(row.Groups["names"].Value)).Select(static name => name.Groups[1].Value.ToLowerInvariant());
        Assert.Equal(
            CommandTable.Server.All.Select(static command => command.Name).Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_AreFoundInAnyCase()
    {
        Assert.All(CommandTable.Server.All, static command =>
        {
            Assert.True(CommandTable.Server.TryFind(Encoding.ASCII.GetBytes(command.Name.ToUpperInvariant()), out Command? found));
            Assert.Same(command, found);
            Assert.False(CommandTable.Server.TryFind(Encoding.ASCII.GetBytes(command.Name + "x"), out _));
        });
    }

    [GeneratedRegex(@"^\| (?<names>`[A-Z][^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z]+)`")]
    private static partial Regex Name();
}
