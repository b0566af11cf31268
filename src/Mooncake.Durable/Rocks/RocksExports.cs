using System.Runtime.InteropServices;

namespace Mooncake.Durable.Rocks;

/// <summary>Looks up the functions of a loaded library, and notes which ones it lacks.</summary>
/// <param name="library">The loader's handle.</param>
internal sealed class RocksExports(nint library)
{
    /// <summary>The C names of the functions that were looked up and are not there.</summary>
    internal List<string> Missing { get; } = [];

    /// <summary>The address of a function; 0 if the library lacks it.</summary>
    /// <param name="name">The function's C name.</param>
    internal nint Find(string name)
    {
        if (NativeLibrary.TryGetExport(library, name, out nint address))
        {
            return address;
        }

        Missing.Add(name);
        return 0;
    }
}
