using System.Runtime.InteropServices;

namespace Mooncake.Native;

/// <summary>What the native library writes to standard error.</summary>
/// <remarks>
/// The library reads <c>MC_LOG_LEVEL</c> when it sets up its first client (<c>config.cpp</c> in Mooncake's transfer engine), and sets
/// glog's own level from it, so that glog's variables have no effect. .NET's <c>SetEnvironmentVariable</c> changes a copy that
/// the C library never sees.
/// </remarks>
internal static partial class NativeLog
{
    private const string Variable = "MC_LOG_LEVEL";

    /// <summary>
    /// Sets the level for the whole process, unless the environment names one. Must come before the first client's setup.
    /// </summary>
    /// <param name="level">ERROR, WARNING or INFO.</param>
    internal static void SetLevel(string level)
    {
        // The library exists for systems with a C library of this kind only.
        if (!OperatingSystem.IsWindows())
        {
            _ = SetVariable(Variable, level, overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
