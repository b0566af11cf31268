using Mooncake.Server.Transports.Epoll;
using static Mooncake.Server.Transports.Epoll.LinuxConstants;

namespace Mooncake.Server.Transports;

/// <summary>
/// Keeps some of the files that the process may have open for others than connections. Without any left, .NET cannot load the assembly that
/// a method needs when it runs first, and ends the process.
/// </summary>
/// <remarks>Linux gives the lowest free number to a new descriptor, so its number tells how many there are.</remarks>
internal static unsafe class OpenFiles
{
    /// <summary>The files that connections leave to others, as in Redis.</summary>
    private const int Reserve = 32;

    // A small limit is shared.
    private const int LargestShare = 4;

    private static readonly ulong MostForConnections = ReadLimit();

    /// <summary>Why no further connection is accepted, for the log.</summary>
    internal static string Cause =>
        $"the last {Reserve} open files that the process may have (ulimit -n) are kept for others than connections";

    /// <summary>True for a descriptor after which no further connection should be accepted.</summary>
    internal static bool IsLast(int descriptor) => (ulong)descriptor >= MostForConnections;

    /// <summary>True if there are files for a further connection; always on systems other than Linux.</summary>
    internal static bool HasRoom()
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        int next = NativeMethods.CreateEvent(0, EFD_CLOEXEC);
        _ = next >= 0 ? NativeMethods.Close(next) : 0;
        return next >= 0 && !IsLast(next);
    }

    private static ulong ReadLimit()
    {
        ulong* limits = stackalloc ulong[2];
        ulong limit = OperatingSystem.IsLinux() && NativeMethods.GetResourceLimit(RLIMIT_NOFILE, limits) == 0 ? limits[0] : ulong.MaxValue;
        return limit - Math.Min(Reserve, limit / LargestShare);
    }
}
