using System.Reflection;
using System.Runtime.CompilerServices;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>
/// Compares emitted code with <c>.verified.cs</c> files in Verify's naming. They are embedded when the tests are built; with
/// <c>MOONCAKE_UPDATE_DOCUMENTS=1</c> they are written anew instead, in the source tree.
/// </summary>
internal static class Snapshot
{
    /// <summary>What the files' names end with.</summary>
    internal const string Extension = ".verified.cs";

    private const string EmittedExtension = ".cs";

    /// <summary>Fails unless the emitted files, all of them, are the snapshots.</summary>
    /// <param name="files">The emitted files by hint name.</param>
    /// <param name="stem">The snapshots' path in the project, up to the <c>#</c> in front of a hint name.</param>
    /// <param name="caller">This project's file that calls, in a folder of the project.</param>
    internal static void Verify(IReadOnlyDictionary<string, string> files, string stem, [CallerFilePath] string caller = "")
    {
        Dictionary<string, string> expected = files.ToDictionary(
            file => $"{stem}#{file.Key[..^EmittedExtension.Length]}{Extension}", static file => file.Value);
        if (Environment.GetEnvironmentVariable("MOONCAKE_UPDATE_DOCUMENTS") == "1")
        {
            Write(expected, stem, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..")));
            return;
        }

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), NamesOf(stem));
        Assert.All(expected, static file => Assert.Equal(ReadResource(file.Key), file.Value));
    }

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

    private static void Write(Dictionary<string, string> expected, string stem, string project)
    {
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
