using System.Reflection;
using System.Text.RegularExpressions;
using Mooncake.Backends;
using Mooncake.Native;
using Mooncake.Observability;
using Mooncake.Options;
using Mooncake.Testing;

namespace Mooncake.DocumentTests;

/// <summary><c>docs/going-to-a-cluster.md</c> names only what there is: connection strings, keys, defaults, codes, members and metrics.</summary>
public sealed partial class ClusterPageTests
{
    private static readonly string Page = Documents.Read("going-to-a-cluster.md");

    /// <summary>What stands between backticks, and in no block.</summary>
    private static readonly string[] Names = [.. Quoted().Matches(Block().Replace(Page, "")).Select(static match => match.Groups[1].Value).Distinct()];

    [Fact]
    public void ConnectionStrings_OfTheBlocks_OpenAStoreOnACluster()
    {
        string[] strings = [.. Page.Split('\n').Where(static line => line.StartsWith("mooncake://", StringComparison.Ordinal))];

        Assert.NotEmpty(strings);
        Assert.All(strings, static text => Assert.Equal(StoreEngine.Cluster, MooncakeStoreOptions.Parse(text).GetValueOrThrow().Engine));
    }

    [Fact]
    public void Keys_WithAndWithoutAValue_AreKeysOfConnectionStrings()
    {
        string[] keys = [.. Names.Select(static name => Key().Match(name)).Where(static match => match.Success).Select(static match => match.Groups[1].Value)];

        Assert.True(keys.Length > 20, $"Only {keys.Length} keys were found.");
        Assert.All(keys, static key => Assert.Contains(key, OptionSetters.NamesFor(StoreEngine.Cluster).Union(OptionSetters.NamesFor(StoreEngine.Embedded))));
    }

    [Fact]
    public void Keys_WithAValue_TakeIt()
    {
        string[] pairs = [.. Names.Where(static name => Key().IsMatch(name) && name.Contains('=', StringComparison.Ordinal) && !name.EndsWith('='))];

        Assert.NotEmpty(pairs);
        Assert.All(pairs, static pair => MooncakeStoreOptions.Parse($"mooncake://master:50051?{pair}").GetValueOrThrow());
    }

    [Fact]
    public void KeysOfTheEmbeddedEngine_AreTheTableOfTheMastersOptions()
    {
        IEnumerable<string> embeddedOnly = OptionSetters.NamesFor(StoreEngine.Embedded).Except(OptionSetters.NamesFor(StoreEngine.Cluster));
        MatchCollection rows = MasterRow().Matches(Page);

        Assert.Equal(embeddedOnly, rows.Select(static row => row.Groups["key"].Value));
        Assert.All(rows, static row => AssertDefault("embedded://", $"{row.Groups["key"].Value}={row.Groups["default"].Value}"));
    }

    [Fact]
    public void Defaults_ThatThePageStates_AreTheOptions()
    {
        MatchCollection stated = Default().Matches(Page);

        Assert.True(stated.Count >= 5, $"Only {stated.Count} defaults were found.");
        Assert.All(stated, static match => AssertDefault("mooncake://master:50051", match.Groups[1].Value));
    }

    [Fact]
    public void Identifiers_AreCodesTypesOrMembers()
    {
        HashSet<string> known = [.. new[] { typeof(MooncakeStore), typeof(StoreBackend), typeof(LatencyBackend) }
            .SelectMany(static type => type.Assembly.GetExportedTypes())
            .SelectMany(static type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Select(static member => member.Name).Append(type.Name))];
        string[] identifiers = [.. Names.Where(static name => Identifier().IsMatch(name)).SelectMany(static name => name.Split(" = ")[0].Split('.')).Where(static name => name is not ("Mooncake" or "Sdk" or "Testing"))];

        Assert.True(identifiers.Length > 20, $"Only {identifiers.Length} identifiers were found.");
        Assert.All(identifiers, name => Assert.Contains(name, known));
    }

    [Fact]
    public void Metrics_OfThePage_AreTheMeters()
    {
        Assert.Contains($"`{StoreInstruments.Name}`", Page, StringComparison.Ordinal);
        Assert.Equal(
            MeterRecorder.Published().Select(static instrument => instrument.Name).Order(StringComparer.Ordinal),
            Names.Where(static name => name.Contains(".client.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Variable_IsTheOneThatIsRead() => Assert.Contains($"`{StoreLibrary.EnvironmentVariable}`", Page, StringComparison.Ordinal);

    private static void AssertDefault(string start, string pair)
    {
        MooncakeStoreOptions plain = MooncakeStoreOptions.Parse(start).GetValueOrThrow();
        MooncakeStoreOptions stated = MooncakeStoreOptions.Parse($"{start}?{pair}").GetValueOrThrow();
        Assert.Equal(OptionsText.Of(plain), OptionsText.Of(stated));
    }

    [GeneratedRegex(@"^ *```.*?^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^([a-z]+(?:-[a-z]+)*)(?:=.*)?$")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[A-Z][a-z]\w+(\.[A-Z]\w+)*( = .*)?$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"default `([a-z-]+=[^`]+)`")]
    private static partial Regex Default();

    [GeneratedRegex(@"^\| `(?<key>[a-z-]+)` \| `(?<default>[^`]+)` \| `--\w+`", RegexOptions.Multiline)]
    private static partial Regex MasterRow();
}
