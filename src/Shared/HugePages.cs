using System.Runtime.InteropServices;

namespace Mooncake.Shared;

/// <summary>
/// Memory in pages of 2 MiB: with the usual ones a large store's every access misses the processor's table of pages before it misses
/// its caches.
/// </summary>
internal static unsafe partial class HugePages
{
    /// <summary>Bytes of a huge page, and what the start of memory has to be a multiple of to consist of such pages.</summary>
    internal const int Bytes = 2 << 20;

    private const int AdviseHugePages = 14;

    /// <summary>
    /// Asks the system to back memory with huge pages as it is first touched. On Linux, unless transparent huge pages are set to "never";
    /// elsewhere, and where the system declines, the memory keeps its usual pages, which is no failure.
    /// </summary>
    /// <param name="memory">
    /// The start, a multiple of <see cref="Bytes"/>, or of the usual page size if only whole huge pages within count.
    /// </param>
    /// <param name="size">The number of bytes.</param>
    /// <returns>True if the system took the advice; whether it has the pages shows when they are touched.</returns>
    internal static bool Advise(void* memory, nuint size)
    {
        try
        {
            return OperatingSystem.IsLinux() && MemoryAdvise(memory, size, AdviseHugePages) == 0;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name or kind: what is only advice must not fail the opening of a store.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryAdvise(void* memory, nuint size, int advice);
}
