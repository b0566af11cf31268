using System.Runtime.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>The format's limits.</summary>
internal static class SerializationLimits
{
    /// <summary>
    /// The maximum nesting of objects when measured, written and read. The format allows 1000 levels, and counts the null at the end of a
    /// chain as one and the value that contains the chain as another: 998 objects are allowed.
    /// </summary>
    internal const int MaxDepth = 998;

    /// <summary>The byte for null where an object, a union, a nullable or a multi-dimensional array is expected.</summary>
    internal const byte NullHeader = 0xff;

    /// <summary>The maximum number of members of an object.</summary>
    internal const int MaxMembers = 249;

    /// <summary>The byte that announces a union tag of two bytes.</summary>
    internal const byte WideTag = 0xfa;

    // The interval of levels at which the stack is checked; the frames of the levels in between fit into the runtime's reserve.
    private const int StackCheckInterval = 16;

    /// <summary>True if no check is needed before one more level of nesting: the common case, cheap enough to inline.</summary>
    /// <param name="depth">The level that is entered, from 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsDepthUnremarkable(int depth) => depth <= MaxDepth && (depth & (StackCheckInterval - 1)) != 0;

    /// <summary>True if the level is within the limit and there is enough stack for it.</summary>
    /// <param name="depth">The level that is entered, from 1.</param>
    internal static bool IsDepthBearable(int depth) => depth <= MaxDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack();
}
