using System.Runtime.InteropServices;
using System.Text;

namespace Mooncake.Durable.Tests.Support;

/// <summary>The keys of a batch, NUL-terminated, in memory that does not move. The array lives as long as this object.</summary>
internal sealed class PinnedKeys
{
    private readonly byte[] _bytes;

    internal PinnedKeys(string[] keys)
    {
        _bytes = GC.AllocateArray<byte>(keys.Sum(static key => Encoding.UTF8.GetByteCount(key) + 1), pinned: true);
        Pointers = new nint[keys.Length];
        Lengths = new int[keys.Length];
        int used = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            Pointers[i] = Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, used);
            Lengths[i] = Encoding.UTF8.GetBytes(keys[i], _bytes.AsSpan(used));
            used += Lengths[i] + 1;
        }
    }

    internal nint[] Pointers { get; }

    internal int[] Lengths { get; }
}
