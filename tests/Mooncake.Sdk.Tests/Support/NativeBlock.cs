using System.Runtime.InteropServices;

namespace Mooncake.Support;

/// <summary>Native memory of a test's own.</summary>
internal sealed unsafe class NativeBlock(int size) : IDisposable
{
    private void* _pointer = NativeMemory.AlignedAlloc((nuint)size, (nuint)Environment.SystemPageSize);

    /// <summary>Its first byte.</summary>
    internal nint Address => (nint)_pointer;

    public void Dispose()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
