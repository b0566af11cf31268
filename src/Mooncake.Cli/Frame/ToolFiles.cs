using Mooncake.Cli.Output;

namespace Mooncake.Cli.Frame;

/// <summary>Reads files that arguments name.</summary>
internal static class ToolFiles
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ToolException">The path is none, or names a folder.</exception>
    /// <exception cref="IOException">The file cannot be read, or is larger than 2 GiB.</exception>
    internal static Task<byte[]> ReadBytesAsync(string path, CancellationToken cancellation) =>
        File.ReadAllBytesAsync(Check(path), cancellation);

    /// <summary>Reads a file as UTF-8.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ToolException">The path is none, or names a folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static Task<string> ReadTextAsync(string path, CancellationToken cancellation) =>
        File.ReadAllTextAsync(Check(path), cancellation);

    private static string Check(string path) =>
        path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)
            ? throw new ToolException(ExitCode.Usage, $"'{Printable.Of(path)}' is no name of a file.")
        : Directory.Exists(path)
            ? throw new ToolException(ExitCode.Failed, $"'{Printable.Of(path)}' is a folder. Name a file.")
        : path;
}
