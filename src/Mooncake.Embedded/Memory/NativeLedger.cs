using System.Runtime.InteropServices;

namespace Mooncake.Embedded.Memory;

/// <summary>Allocates native memory for one cluster and counts what is allocated, so that leaks can be detected.</summary>
internal sealed unsafe class NativeLedger
{
    private long _outstanding;

    /// <summary>Bytes allocated and not freed yet.</summary>
    internal long OutstandingBytes => Volatile.Read(ref _outstanding);

    /// <summary>Allocates at a multiple of <paramref name="alignment"/>.</summary>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    internal byte* AllocateAligned(nuint size, nuint alignment)
    {
        byte* memory = (byte*)NativeMemory.AlignedAlloc(size, alignment);
        Interlocked.Add(ref _outstanding, (long)size);
        return memory;
    }

    /// <summary>Frees memory from <see cref="AllocateAligned"/>.</summary>
    internal void FreeAligned(byte* memory, nuint size)
    {
        NativeMemory.AlignedFree(memory);
        Interlocked.Add(ref _outstanding, -(long)size);
    }

    /// <summary>Counts memory that another part allocated (positive) or freed (negative).</summary>
    internal void Count(long bytes) => Interlocked.Add(ref _outstanding, bytes);
}
