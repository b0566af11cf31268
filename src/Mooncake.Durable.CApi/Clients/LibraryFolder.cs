using System.Globalization;

namespace Mooncake.Durable.CApi.Clients;

/// <summary>Finds the folder of this library, where RocksDB's library lies: the program that has loaded it may be anywhere.</summary>
internal static unsafe class LibraryFolder
{
    private const string Mappings = "/proc/self/maps";

    /// <summary>The folder; null where the system does not list the files of a process.</summary>
    internal static string? Find()
    {
        // Ahead of time, the function's address is one of the library's file.
        delegate*<string?> self = &Find;
        return File.Exists(Mappings) ? Find(File.ReadLines(Mappings), (ulong)self) : null;
    }

    /// <summary>The same, in a list of mappings.</summary>
    /// <param name="lines">Lines such as <c>7f00-7fff r-xp 00000000 08:01 1234 /path/of the/file</c>, in the order of addresses.</param>
    /// <param name="address">An address in the library.</param>
    internal static string? Find(IEnumerable<string> lines, ulong address)
    {
        foreach (string line in lines)
        {
            int dash = line.IndexOf('-', StringComparison.Ordinal);
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            int path = line.IndexOf('/', StringComparison.Ordinal);
            if (dash > 0 && path > space && space > dash
                && TryReadHex(line.AsSpan(0, dash), out ulong start)
                && TryReadHex(line.AsSpan(dash + 1, space - dash - 1), out ulong end)
                && start <= address && address < end)
            {
                return Path.GetDirectoryName(line[path..]);
            }
        }

        return null;
    }

    private static bool TryReadHex(ReadOnlySpan<char> text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}
