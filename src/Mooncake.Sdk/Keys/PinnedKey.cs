using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Keys;

/// <summary>A key's text in an array that the garbage collector never moves: for calls that may outlive their caller's stack.</summary>
internal static unsafe class PinnedKey
{
    /// <summary>Formats a key.</summary>
    /// <param name="key">The parts.</param>
    /// <param name="maxBytes">The maximum length of a key in bytes.</param>
    /// <param name="text">The text, followed by a NUL; empty on an error.</param>
    /// <returns><see cref="StoreErrorCode.Ok"/>, or why the key cannot be written.</returns>
    internal static StoreErrorCode Format<TKey>(in TKey key, int maxBytes, out byte[] text)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreErrorCode code = KeyScratch.Format(in key, stackalloc byte[KeyScratch.StackCapacity], maxBytes, out KeyScratch scratch);
        using (scratch)
        {
            text = GC.AllocateUninitializedArray<byte>(scratch.WithNul.Length, pinned: true);
            scratch.WithNul.CopyTo(text);
            return code;
        }
    }

    /// <summary>The address of the text, valid as long as the array is referenced.</summary>
    internal static byte* PointerOf(byte[] text) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(text));
}
