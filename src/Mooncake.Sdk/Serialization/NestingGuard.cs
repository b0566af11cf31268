using System.Runtime.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>
/// Finds out that the stack runs short while MemoryPack writes a value. MemoryPack counts levels of nesting, up to 1000, and does not look
/// at the stack, which on a small thread has room for fewer. It asks for memory as it goes down: it gets little at a time, and the stack is
/// looked at each time.
/// </summary>
internal static class NestingGuard
{
    // A level of nesting writes a byte or more, and takes up to 256 bytes of stack for each byte it writes (measured with code that is
    // not optimized yet). So this much memory takes half of what the runtime keeps in reserve.
    private const int Window = 256;

    /// <summary>Looks at the stack, and shortens the memory that MemoryPack gets.</summary>
    /// <param name="room">The memory that is there.</param>
    /// <param name="sizeHint">The bytes that MemoryPack needs, at most the length of <paramref name="room"/>.</param>
    /// <exception cref="InsufficientExecutionStackException">The value nests deeper than the stack has room for.</exception>
    internal static Span<byte> Watch(Span<byte> room, int sizeHint)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return room[..Math.Min(room.Length, Math.Max(sizeHint, Window))];
    }
}
