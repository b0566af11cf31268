using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Mooncake.Embedded.Memory;

/// <summary>Prefetches memory into the cache, if the processor supports it.</summary>
internal static unsafe class CacheLines
{
    private const nuint LineBytes = 64;
    private const nuint MostBytes = 8 * LineBytes;

    /// <summary>Prefetches the first lines of a range. Never fails, whatever the address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Prefetch(byte* memory, nuint size)
    {
        if (Sse.IsSupported)
        {
            for (nuint i = 0; i < Math.Min(size, MostBytes); i += LineBytes)
            {
                Sse.Prefetch0(memory + i);
            }
        }
    }
}
