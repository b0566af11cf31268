using System.Text.RegularExpressions;

namespace Mooncake.Sdk.Generators.Tests.Harness.Snapshots;

/// <summary>
/// What has another name in a variant than in the canonical code: the type, the beginning of its keys, the key's parts. Which renames there
/// are decides only how short a difference is: it says them, and holds whatever they miss.
/// </summary>
internal static partial class SnapshotRenames
{
    /// <summary>The renames that turn canonical code into something close to a variant.</summary>
    /// <param name="canonical">The canonical code.</param>
    /// <param name="variant">The variant.</param>
    internal static IReadOnlyList<(string From, string To)> Between(string canonical, string variant)
    {
        IReadOnlyList<string> names = [.. Phrases(variant)];
        return
        [
            .. Phrases(canonical).Zip(names)
                .Where(static pair => pair.First != pair.Second && pair.First.Length > 0 && pair.Second.Length > 0)
                .DistinctBy(static pair => pair.First),
        ];
    }

    /// <summary>Renames in all lines at once, so that no new name is renamed again.</summary>
    /// <param name="lines">The canonical lines.</param>
    /// <param name="renames">The renames; what begins with a name begins with the new one afterwards.</param>
    internal static string[] Apply(IReadOnlyList<string> lines, IReadOnlyList<(string From, string To)> renames)
    {
        if (renames.Count == 0)
        {
            return [.. lines];
        }

        Dictionary<string, string> names = renames.ToDictionary(static rename => rename.From, static rename => rename.To);
        Regex pattern = new(
            @"(?<![\w@])(?:" + string.Join('|', names.Keys.OrderByDescending(static name => name.Length).Select(Regex.Escape)) + ")");
        return [.. lines.Select(line => pattern.Replace(line, match => names[match.Value]))];
    }

    // As many of each kind in every file, so that those of two files pair up; the parts come last, as far as both have them.
    private static IEnumerable<string> Phrases(string code)
    {
        string type = TypeName().Match(code).Groups["type"].Value;
        yield return type;
        yield return SimpleName().Match(type).Value;
        yield return KeyPrefix().Match(code).Groups["prefix"].Value;
        string[] properties = Parameters().Match(code).Groups["list"].Value.Split(", ");
        string[] arguments = Arguments().Match(code).Groups["list"].Value.Split(", ");
        foreach (string part in properties.Zip(arguments).SelectMany(static pair => new[] { pair.First, pair.Second }))
        {
            yield return part;
            yield return part[(part.LastIndexOf(' ') + 1)..];
        }
    }

    /// <summary>The type, from the first interface that is implemented over it.</summary>
    [GeneratedRegex(@"(?<=\.)(?:IStoreRecord<(?<type>global::.+), global::.+|(?:IStoreObject|IStoreCodec)<(?<type>global::.+))>$", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    /// <summary>A type's last name, without type arguments.</summary>
    [GeneratedRegex(@"[\w@]+(?=(?:<[^.]*>)?$)")]
    private static partial Regex SimpleName();

    [GeneratedRegex("Template = \"(?<prefix>[^{\"]*)")]
    private static partial Regex KeyPrefix();

    [GeneratedRegex(@"record struct \S+Key\((?<list>.*)\) : ")]
    private static partial Regex Parameters();

    [GeneratedRegex(@" GetAsync\(this \S+ \S+ \S+, (?<list>.*), global::System\.Threading\.CancellationToken ")]
    private static partial Regex Arguments();
}
