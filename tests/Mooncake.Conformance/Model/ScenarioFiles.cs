namespace Mooncake.Conformance.Model;

/// <summary>Where scenarios are: this project's own recordings, and the folder that the environment names.</summary>
internal static class ScenarioFiles
{
    /// <summary>The variable that names a folder with further scenarios.</summary>
    internal const string FolderVariable = "MOONCAKE_CONFORMANCE_DIR";

    /// <summary>The folder with this project's own recordings.</summary>
    internal static string OwnFolder => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    /// <summary>The folder with further scenarios, or null if none is named.</summary>
    internal static string? FurtherFolder =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : null;

    /// <summary>The scenarios of both folders, as paths: of this project's own ones the file's name, of further ones the whole path.</summary>
    /// <returns>One row for each file.</returns>
    public static IEnumerable<TheoryDataRow<string>> All()
    {
        IEnumerable<string> own = Directory.EnumerateFiles(OwnFolder, "*.json").Select(static path => Path.GetFileName(path));
        IEnumerable<string> further = FurtherFolder is { } folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Select(Path.GetFullPath)
            : [];
        return own.Concat(further).Order(StringComparer.Ordinal).Select(static path => new TheoryDataRow<string>(path));
    }

    /// <summary>Reads a scenario.</summary>
    /// <param name="file">A path from <see cref="All"/>.</param>
    /// <returns>The scenario.</returns>
    internal static Scenario Read(string file) => Scenario.Parse(File.ReadAllText(Path.Combine(OwnFolder, file)));
}
