using System.Runtime.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>The offset of the value of a nullable, after its flag and padding up to the value's alignment.</summary>
/// <typeparam name="T">A type without references.</typeparam>
internal static class NullableLayout<T>
    where T : struct
{
    /// <summary>In bytes from the flag.</summary>
    internal static readonly int ValueOffset = Measure();

    private static int Measure()
    {
        T? probe = default;
        ref readonly T value = ref Nullable.GetValueRefOrDefaultRef(in probe);
        return (int)Unsafe.ByteOffset(
            ref Unsafe.As<T?, byte>(ref probe),
            ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in value)));
    }
}
