using System.Runtime.InteropServices;
using System.Text;

namespace Mooncake.Testing.Tests.Support;

/// <summary>Keys as the batches take them, until dispose.</summary>
internal sealed class NativeKeys : IDisposable
{
    internal NativeKeys(string[] keys)
    {
        Pointers = [.. keys.Select(Marshal.StringToCoTaskMemUTF8)];
        Lengths = [.. keys.Select(Encoding.UTF8.GetByteCount)];
    }

    internal nint[] Pointers { get; }

    internal int[] Lengths { get; }

    public void Dispose()
    {
        foreach (nint pointer in Pointers)
        {
            Marshal.FreeCoTaskMem(pointer);
        }
    }
}
