using System.Text;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Frame;

/// <summary>
/// Reads and writes files that arguments name. To open a named pipe blocks until another program opens it, and cannot be cancelled: it is
/// done on a thread of its own, which is left if the command is cancelled.
/// </summary>
internal static class ToolFiles
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ToolException">The path is none, or names a folder.</exception>
    /// <exception cref="IOException">The file cannot be read, or is larger than 2 GiB.</exception>
    internal static Task<byte[]> ReadBytesAsync(string path, CancellationToken cancellation)
    {
        string file = Check(path);
        return RunAsync(() => File.ReadAllBytes(file), cancellation);
    }

    /// <summary>Reads a file as UTF-8.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ToolException">The path is none, or names a folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static Task<string> ReadTextAsync(string path, CancellationToken cancellation)
    {
        string file = Check(path);
        return RunAsync(() => File.ReadAllText(file), cancellation);
    }

    /// <summary>Writes a file, in place of one that exists.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ToolException">The path names a folder.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal static Task WriteAsync(FileInfo file, byte[] content, CancellationToken cancellation)
    {
        string path = Check(file.FullName);
        return RunAsync(
            () =>
            {
                File.WriteAllBytes(path, content);
                return true;
            },
            cancellation);
    }

    /// <summary>Writes a file as UTF-8, in place of one that exists.</summary>
    /// <inheritdoc cref="WriteAsync(FileInfo, byte[], CancellationToken)"/>
    internal static Task WriteAsync(FileInfo file, string content, CancellationToken cancellation) =>
        WriteAsync(file, Encoding.UTF8.GetBytes(content), cancellation);

    /// <summary>Reads standard input to its end.</summary>
    /// <param name="host">The process around the tool.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ToolException">Standard input is closed.</exception>
    /// <exception cref="IOException">It cannot be read, or has more than 2 GiB.</exception>
    internal static async Task<byte[]> ReadInputAsync(ToolHost host, CancellationToken cancellation)
    {
        await using Stream input = host.OpenInput();
        using MemoryStream content = new();

        // A read of the console cannot be cancelled, only left.
        await input.CopyToAsync(content, cancellation).WaitAsync(cancellation);
        return content.ToArray();
    }

    /// <summary>Works on files on a thread of its own.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Ends the wait, not the work.</param>
    internal static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancellation);

    private static string Check(string path) =>
        path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)
            ? throw new ToolException(ExitCode.Usage, $"'{Printable.Of(path)}' is no name of a file.")
        : Directory.Exists(path)
            ? throw new ToolException(ExitCode.Failed, $"'{Printable.Of(path)}' is a folder. Name a file.")
        : path;
}
