using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization;

/// <summary>A type's alignment as a field of a sequential struct; a constant to the JIT.</summary>
/// <typeparam name="T">A type without references.</typeparam>
internal static class AlignmentOf<T>
{
    /// <summary>In bytes: 1, 2, 4, 8 or 16.</summary>
    internal static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.SizeOf<Probe>() - Unsafe.SizeOf<T>();
    }

    // A size is a multiple of its alignment, so behind one byte the value lies at exactly its alignment.
    [StructLayout(LayoutKind.Sequential)]
    private struct Probe
    {
#pragma warning disable CS0169, CS0649, IDE0044, IDE0051 // The fields are there to be laid out.
        private byte _lead;
        private T _value;
#pragma warning restore CS0169, CS0649, IDE0044, IDE0051
    }
}
