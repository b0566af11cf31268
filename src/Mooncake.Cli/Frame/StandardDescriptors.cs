using System.Runtime.InteropServices;

namespace Mooncake.Cli.Frame;

/// <summary>
/// Which of standard input, output and error the process has. If one was closed when the process started (<c>&lt;&amp;-</c>), the next file
/// that the process opens gets its number: a read of "standard input" then waits for a descriptor of the runtime, and text for standard
/// output is written into a file of a store.
/// </summary>
internal static partial class StandardDescriptors
{
    /// <summary>The number of standard input.</summary>
    internal const int Input = 0;

    /// <summary>The number of standard output.</summary>
    internal const int Output = 1;

    /// <summary>The number of standard error.</summary>
    internal const int Error = 2;

    private const int GetFlags = 1;
    private const int CloseOnExec = 1;
    private const int ReadAndWrite = 2;

    private static readonly bool[] Inherited = FindInherited();

    /// <summary>Whether the process was started with a descriptor.</summary>
    /// <param name="descriptor">Its number, from 0 to 2.</param>
    internal static bool IsOpen(int descriptor) => Inherited[descriptor];

    /// <summary>Finds them once, before the tool opens files, and occupies the numbers that are free.</summary>
    private static bool[] FindInherited()
    {
        if (OperatingSystem.IsWindows())
        {
            return [true, true, true];
        }

        // The runtime opens its descriptors with the flag "close on exec", which no descriptor has that the process was started with.
        bool[] inherited = [WasInherited(Input), WasInherited(Output), WasInherited(Error)];
        while (OpenFile("/dev/null", ReadAndWrite) is >= Input and <= Error)
        {
            // Files that are opened later get higher numbers. The last open, which finds no gap, leaves one descriptor more.
        }

        return inherited;
    }

    private static bool WasInherited(int descriptor) =>
        Control(descriptor, GetFlags) is var flags && flags >= 0 && (flags & CloseOnExec) == 0;

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);
}
