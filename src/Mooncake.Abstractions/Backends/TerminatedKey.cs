using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mooncake.Backends;

/// <summary>Looks at the bytes of keys that cross the contract.</summary>
internal static unsafe class TerminatedKey
{
    private const int VectorBytes = 16;
    private const uint NulAtEnd = 1u << (VectorBytes - 1);

    /// <summary>Keys up to here are looked at in place: the call of a search costs a tenth of a small get.</summary>
    private const int ShortLength = 128;

    /// <summary>
    /// True if a key ends with a NUL where its length says, and not earlier: an engine that reads up to the NUL and one that reads the
    /// length must see the same key.
    /// </summary>
    /// <param name="key">The bytes, readable up to and with the one behind the key.</param>
    /// <param name="length">The key's length in bytes, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool EndsAt(byte* key, int length)
    {
        if (length is < VectorBytes - 1 or > ShortLength)
        {
            return FirstNulIsAt(key, length);
        }

        // The last vector has the NUL and what whole ones leave over before it; no other reaches as far as the NUL.
        int last = length + 1 - VectorBytes;
        uint found = Nuls(key + last) ^ NulAtEnd;
        for (int i = 0; i < last; i += VectorBytes)
        {
            found |= Nuls(key + i);
        }

        return found == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Nuls(byte* at) => Vector128.Equals(Vector128.Load(at), Vector128<byte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool FirstNulIsAt(byte* key, int length) =>
        length < int.MaxValue && new ReadOnlySpan<byte>(key, length + 1).IndexOf((byte)0) == length;
}
