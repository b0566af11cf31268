using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Output;

/// <summary>
/// Standard error of the process, for the tool alone: Mooncake's native library writes its log there too, with lines at every opening that
/// mean nothing to a user.
/// </summary>
internal static partial class StandardError
{
    private const int WriteOnly = 1;

    /// <summary>Opens standard error so that it stays what it is when <see cref="Silence"/> has turned native code's away.</summary>
    internal static TextWriter Open()
    {
        if (!StandardDescriptors.IsOpen(StandardDescriptors.Error))
        {
            return TextWriter.Null;
        }

        int copy = OperatingSystem.IsWindows() ? -1 : Duplicate(StandardDescriptors.Error);
        return copy < 0
            ? Console.Error
            : new StreamWriter(new DescriptorStream(copy, ignoresErrors: true), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
            {
                AutoFlush = true,
                NewLine = "\n",
            };
    }

    /// <summary>Makes what native code writes to standard error vanish, from now on.</summary>
    internal static void Silence()
    {
        // The native library exists on Linux only. If standard error was closed, its number may belong to a file of the runtime.
        bool canReplace = OperatingSystem.IsLinux() && StandardDescriptors.IsOpen(StandardDescriptors.Error);
        int nothing = canReplace ? OpenFile("/dev/null", WriteOnly) : -1;
        if (nothing >= 0)
        {
            _ = Replace(nothing, StandardDescriptors.Error);
            _ = Close(nothing);
        }
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int descriptor, int replaced);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
