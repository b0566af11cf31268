using System.Runtime.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>
/// Detects that the stack runs short while MemoryPack writes a value. MemoryPack counts levels of nesting, up to 1000, but does not check
/// the stack, which on a small thread is sufficient for fewer. It requests memory at every level: it gets little at a time, and the stack
/// is checked each time.
/// </summary>
internal static class NestingGuard
{
    // A level of nesting writes a byte or more, and takes up to 256 bytes of stack for each byte it writes (measured with code that is
    // not optimized yet). So this much memory takes half of what the runtime keeps in reserve.
    private const int Window = 256;

    /// <summary>Checks the stack, and limits the memory that MemoryPack gets.</summary>
    /// <param name="room">The available memory.</param>
    /// <param name="sizeHint">The bytes that MemoryPack needs, at most the length of <paramref name="room"/>.</param>
    /// <exception cref="InsufficientExecutionStackException">The value is nested more deeply than the stack allows.</exception>
    internal static Span<byte> Watch(Span<byte> room, int sizeHint)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return room[..Math.Min(room.Length, Math.Max(sizeHint, Window))];
    }
}
