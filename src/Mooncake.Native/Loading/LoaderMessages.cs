namespace Mooncake.Native;

/// <summary>Extracts the message of the operating system's loader from the exception that .NET throws.</summary>
internal static class LoaderMessages
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <summary>The loader's message in one line, without the advice that .NET prepends.</summary>
    /// <param name="exceptionMessage">
    /// The message of the exception from <see cref="System.Runtime.InteropServices.NativeLibrary.Load(string)"/>.
    /// </param>
    internal static string Extract(string exceptionMessage)
    {
        string[] lines = exceptionMessage.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length <= 1 ? exceptionMessage.Trim() : string.Join("; ", lines.AsSpan(1));
    }

    /// <summary>The dependency that the loader did not find, or null if that is not the cause.</summary>
    /// <param name="words">The loader's message.</param>
    /// <param name="asked">The path or name that was passed to the loader.</param>
    internal static string? MissingDependency(string words, string asked)
    {
        // glibc "NAME: cannot open shared object file: ...", musl "Error loading shared library NAME: ...", macOS
        // "Library not loaded: NAME; Referenced from: ...". Windows does not report it.
        string? name =
            Between(words, "", ": cannot open shared object file")
            ?? Between(words, "Error loading shared library ", ":")
            ?? Between(words, "Library not loaded: ", ";");
        return name is null || name == asked ? null : name;
    }

    /// <summary>
    /// The loader's message without the file's name before each remark, and without duplicate remarks: the name is shown next to it.
    /// </summary>
    /// <param name="words">The loader's message, from <see cref="Extract"/>.</param>
    /// <param name="file">The file's name.</param>
    internal static string WithoutFile(string words, string file)
    {
        return string.Join("; ", words.Split("; ").Select(Shorten).Distinct());

        string Shorten(string remark)
        {
            int colon = remark.IndexOf(": ", StringComparison.Ordinal);
            return file.Length > 0 && colon > 0 && remark[..colon].EndsWith(file, StringComparison.Ordinal)
                ? remark[(colon + 2)..]
                : remark;
        }
    }

    private static string? Between(string words, string before, string after)
    {
        int start = words.IndexOf(before, StringComparison.Ordinal);
        int end = start < 0 ? -1 : words.IndexOf(after, start + before.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        // The text before a name in glibc's message is the end of an earlier remark.
        string found = words[(start + before.Length)..end];
        return found[(found.LastIndexOf(' ') + 1)..];
    }
}
