using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Mooncake.Sdk.Generators.Tests.Harness.Snapshots;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>
/// Compares emitted code with snapshots in Verify's naming: <c>.verified.cs</c> holds a whole file, <c>.verified.diff</c> its
/// <see cref="SnapshotDifference"/> from one of those. They are embedded when the tests are built; with <c>MOONCAKE_UPDATE_DOCUMENTS=1</c>
/// they are written anew instead, in the source tree.
/// </summary>
internal static class Snapshot
{
    /// <summary>What the names of snapshots have behind a file's name.</summary>
    internal const string Infix = ".verified.";

    private const string WholeExtension = Infix + "cs";
    private const string DifferenceExtension = Infix + "diff";

    private static bool IsUpdate => Environment.GetEnvironmentVariable("MOONCAKE_UPDATE_DOCUMENTS") == "1";

    /// <summary>Fails unless the emitted files, all of them, are the snapshots, which are whole.</summary>
    /// <param name="files">The emitted files by hint name.</param>
    /// <param name="stem">The snapshots' path in the project, up to the <c>#</c> in front of a hint name.</param>
    /// <param name="caller">This project's file that calls, in a folder of the project.</param>
    internal static void Verify(IReadOnlyDictionary<string, string> files, string stem, [CallerFilePath] string caller = "") =>
        Verify(files, stem, [.. files.Keys.Select(WithoutExtension)], static () => throw new UnreachableException(), caller);

    /// <summary>Fails unless the emitted files, all of them, are the snapshots.</summary>
    /// <param name="files">The emitted files by hint name.</param>
    /// <param name="stem">The snapshots' path in the project, up to the <c>#</c> in front of a hint name.</param>
    /// <param name="whole">The files that are stored whole, by what their hint names have in front of <c>.g.cs</c>.</param>
    /// <param name="canonicals">
    /// What is emitted now for the whole snapshots of all cases, by their path; asked for only to write differences anew.
    /// </param>
    /// <param name="caller">This project's file that calls, in a folder of the project.</param>
    internal static void Verify(
        IReadOnlyDictionary<string, string> files,
        string stem,
        IReadOnlyCollection<string> whole,
        Func<IReadOnlyDictionary<string, string>> canonicals,
        [CallerFilePath] string caller = "")
    {
        Assert.Empty(whole.Except(files.Keys.Select(WithoutExtension)));
        Dictionary<string, string> expected = files.ToDictionary(
            file => Name(stem, file.Key, whole.Contains(WithoutExtension(file.Key))), static file => file.Value);
        if (IsUpdate)
        {
            Write(expected.ToDictionary(static file => file.Key, file => IsWhole(file.Key) ? file.Value : Difference(file.Key, file.Value, canonicals())), stem, caller);
            return;
        }

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), NamesOf(stem));
        Assert.All(expected, static file => Assert.Equal(ReadCode(file.Key), file.Value));
    }

    /// <summary>The whole ones of a case's snapshots, by their path.</summary>
    /// <param name="files">The emitted files by hint name.</param>
    /// <param name="stem">The snapshots' path in the project, up to the <c>#</c> in front of a hint name.</param>
    /// <param name="whole">The files that are stored whole, by what their hint names have in front of <c>.g.cs</c>.</param>
    internal static IReadOnlyDictionary<string, string> Canonicals(IReadOnlyDictionary<string, string> files, string stem, IReadOnlyCollection<string> whole) =>
        files.Where(file => whole.Contains(WithoutExtension(file.Key))).ToDictionary(
            file => Name(stem, file.Key, isWhole: true), static file => file.Value);

    /// <summary>The stems of all snapshots in a folder of the project and below.</summary>
    /// <param name="folder">The folder, with a slash at its end.</param>
    internal static IEnumerable<string> StemsBelow(string folder) => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.Contains(Infix, StringComparison.Ordinal))
        .Select(static name => name.Split('#')[0])
        .Distinct();

    private static string WithoutExtension(string hintName) => hintName[..^".g.cs".Length];

    private static string Name(string stem, string hintName, bool isWhole) =>
        $"{stem}#{hintName[..^".cs".Length]}{(isWhole ? WholeExtension : DifferenceExtension)}";

    private static bool IsWhole(string name) => name.EndsWith(WholeExtension, StringComparison.Ordinal);

    // The code that a snapshot stands for.
    private static string? ReadCode(string name)
    {
        string? text = ReadResource(name);
        if (text is null || IsWhole(name))
        {
            return text;
        }

        SnapshotDifference difference = SnapshotDifference.Parse(text);
        return difference.Apply(ReadResource(difference.Canonical) ?? throw new FileNotFoundException(difference.Canonical));
    }

    // From the same canonical snapshot as before if it still is one, so that a change elsewhere does not exchange it; otherwise from the
    // nearest.
    private static string Difference(string name, string code, IReadOnlyDictionary<string, string> canonicals)
    {
        string? before = ReadResource(name) is { } stored ? SnapshotDifference.Parse(stored).Canonical : null;
        SnapshotDifference difference = before is not null && canonicals.TryGetValue(before, out string? same)
            ? SnapshotDifference.Between(before, same, code)
            : canonicals.Where(canonical => KindOf(canonical.Key) == KindOf(name))
                .OrderBy(static canonical => canonical.Key, StringComparer.Ordinal)
                .Select(canonical => SnapshotDifference.Between(canonical.Key, canonical.Value, code))
                .MinBy(static candidate => candidate.ToString().Count('\n'))
            ?? throw new InvalidOperationException($"No canonical snapshot is of the kind '{KindOf(name)}': name one in the head of a case.");
        string text = difference.ToString();
        return SnapshotDifference.Parse(text).Apply(canonicals[difference.Canonical]) == code
            ? text
            : throw new InvalidOperationException($"The difference of {name} from {difference.Canonical} is incomplete.");
    }

    // The last part of the hint name in front of .g: what generates the file.
    private static string KindOf(string name) => name.Split('.')[^4];

    /// <summary>An embedded file, or null.</summary>
    /// <param name="name">Its path in the project, with slashes.</param>
    internal static string? ReadResource(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> NamesOf(string stem) => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(stem + "#", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static void Write(Dictionary<string, string> expected, string stem, string caller)
    {
        string project = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, ".."));
        foreach (string stale in NamesOf(stem).Where(name => !expected.ContainsKey(name)))
        {
            File.Delete(Path.Combine(project, stale));
        }

        foreach ((string name, string text) in expected)
        {
            File.WriteAllText(Path.Combine(project, name), text);
        }
    }
}
