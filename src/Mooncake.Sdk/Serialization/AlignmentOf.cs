using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization;

/// <summary>A type's alignment as a field of a sequential struct.</summary>
/// <typeparam name="T">A type without references.</typeparam>
internal static class AlignmentOf<T>
{
    /// <summary>In bytes: 1, 2, 4, 8 or 16.</summary>
    internal static readonly int Value = Measure();

    // Behind one byte the value lies at exactly its alignment. (Sizes say less: a declared size need not be a multiple of it.)
    private static int Measure()
    {
        Probe probe = default;
        return (int)Unsafe.ByteOffset(ref probe.Lead, ref Unsafe.As<T, byte>(ref probe.Value));
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Probe
    {
        internal byte Lead;
        internal T Value;
    }
}
