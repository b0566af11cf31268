using System.Runtime.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>The format's limits.</summary>
internal static class SerializationLimits
{
    /// <summary>
    /// How many objects may stand inside each other, when measured, written and read. The format allows 1000 levels and counts
    /// the null at the end of a chain as one, and the value that holds the chain as another: 998 objects pass.
    /// </summary>
    internal const int MaxDepth = 998;

    /// <summary>The byte that stands for null where an object, a union, a nullable or a multi-dimensional array is expected.</summary>
    internal const byte NullHeader = 0xff;

    /// <summary>The most members an object can have.</summary>
    internal const int MaxMembers = 249;

    /// <summary>The byte that announces a union tag of two bytes.</summary>
    internal const byte WideTag = 0xfa;

    // Every so many levels the stack's room is looked at; the frames of the levels in between fit into the runtime's reserve.
    private const int StackCheckInterval = 16;

    /// <summary>True if nothing has to be looked at before one more level of nesting: the common case, cheap enough to inline.</summary>
    /// <param name="depth">The level that is entered, from 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsDepthUnremarkable(int depth) => depth <= MaxDepth && (depth & (StackCheckInterval - 1)) != 0;

    /// <summary>True if the level is within the limit and the stack has room for it.</summary>
    /// <param name="depth">The level that is entered, from 1.</param>
    internal static bool IsDepthBearable(int depth) => depth <= MaxDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack();
}
