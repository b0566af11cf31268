using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Server.Transports.Epoll;

/// <summary>Memory for events. <c>struct epoll_event</c> is packed on x64 alone.</summary>
internal sealed unsafe class EpollEvents(int capacity) : IDisposable
{
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;
    private static readonly int Stride = DataOffset + 8;

    /// <summary>The most events of one call.</summary>
    internal int Capacity => capacity;

    /// <summary>The first event.</summary>
    internal byte* Start { get; } = (byte*)NativeMemory.AllocZeroed((nuint)capacity, 16);

    /// <summary>What has happened.</summary>
    internal uint KindOf(int index) => Unsafe.ReadUnaligned<uint>(Start + (index * Stride));

    /// <summary>To whom.</summary>
    internal ulong TokenOf(int index) => Unsafe.ReadUnaligned<ulong>(Start + (index * Stride) + DataOffset);

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(Start);

    /// <summary>Changes what is watched of a descriptor.</summary>
    /// <returns>False if the system refused; errno says why.</returns>
    internal static bool Control(int epoll, int operation, int descriptor, uint kinds, ulong token)
    {
        byte* change = stackalloc byte[16];
        Unsafe.WriteUnaligned(change, kinds);
        Unsafe.WriteUnaligned(change + DataOffset, token);
        return NativeMethods.ControlEpoll(epoll, operation, descriptor, change) == 0;
    }
}
