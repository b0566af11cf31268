using System.Text.RegularExpressions;
using Mooncake.Options;

namespace Mooncake.DocumentTests;

/// <summary><c>docs/connection-strings.md</c> lists exactly the keys that there are.</summary>
public sealed partial class ConnectionStringsPageTests
{
    [Theory]
    [InlineData(StoreEngine.Cluster, "mooncake")]
    [InlineData(StoreEngine.Embedded, "embedded")]
    public void Page_ListsTheKeysOfTheEngine(StoreEngine engine, string name)
    {
        IEnumerable<string> listed = Row().Matches(Documents.Read("connection-strings.md"))
            .Where(row => row.Groups["engine"].Value == name || row.Groups["engine"].Value == "all")
            .Select(row => row.Groups["key"].Value);
        Assert.Equal(OptionSetters.NamesFor(engine).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_DefaultsOfKeys_AreTheOptions()
    {
        foreach (Match row in Row().Matches(Documents.Read("connection-strings.md")))
        {
            (string key, string value) = (row.Groups["key"].Value, row.Groups["default"].Value.Trim('`'));
            string start = row.Groups["engine"].Value == "mooncake" ? "mooncake://127.0.0.1:50051" : "embedded://";
            if (value == "none" || value.StartsWith("one per core", StringComparison.Ordinal))
            {
                continue;
            }

            MooncakeStoreOptions options = MooncakeStoreOptions.Parse($"{start}?{key}={value}").GetValueOrThrow();
            Assert.Equal(OptionsText.Of(MooncakeStoreOptions.Parse(start).GetValueOrThrow()), OptionsText.Of(options));
        }
    }

    [GeneratedRegex(@"^\| `(?<key>[a-z-]+)`( \*)? \| (?<engine>mooncake|embedded|all)(, durable)? \| (?<default>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
