using System.Runtime.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>Guards copies between memory and values: a type that holds references is never read from bytes.</summary>
/// <typeparam name="T">The type to copy.</typeparam>
internal static class ReferenceFree<T>
{
    /// <summary>Throws if the type holds references; the JIT removes the check where it does not.</summary>
    /// <exception cref="NotSupportedException">The type holds references. Generated code never asks for one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Demand()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Throw();
        }
    }

    private static void Throw()
    {
        throw new NotSupportedException(
            $"The type '{typeof(T)}' contains references, so it has no memory image; use the codec of the type itself.");
    }
}
