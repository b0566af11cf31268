using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Backends;

namespace Mooncake.Options;

/// <summary>
/// <see cref="PutOptions"/> in the form of the ABI: one native block with the structure, the pointers and the names. A caller that passes
/// the pointer to a call keeps this object alive until the call has returned.
/// </summary>
internal sealed unsafe class ReplicateConfigBlock
{
    private readonly void* _block;

    /// <summary>Builds the block.</summary>
    internal ReplicateConfigBlock(PutOptions options)
    {
        IReadOnlyList<string> names = options.PreferredSegments;
        int nameBytes = names.Sum(static name => Encoding.UTF8.GetByteCount(name) + 1);
        nuint size = (nuint)(sizeof(ReplicateConfig) + (names.Count * sizeof(byte*)) + nameBytes);
        _block = NativeMemory.AllocZeroed(size);

        byte** pointers = (byte**)((byte*)_block + sizeof(ReplicateConfig));
        byte* text = (byte*)(pointers + names.Count);
        byte* end = (byte*)_block + size;
        for (int i = 0; i < names.Count; i++)
        {
            pointers[i] = text;
            text += Encoding.UTF8.GetBytes(names[i], new Span<byte>(text, (int)(end - text))) + 1;
        }

        *Pointer = new ReplicateConfig
        {
            ReplicaCount = (nuint)options.ReplicaCount,
            WithSoftPin = options.SoftPin ? 1 : 0,
            WithHardPin = options.HardPin ? 1 : 0,
            PreferredSegments = names.Count == 0 ? null : pointers,
            PreferredSegmentCount = (nuint)names.Count,
        };
    }

    /// <summary>Frees the block; no call uses the pointer any more, because calls keep this object alive.</summary>
    ~ReplicateConfigBlock() => NativeMemory.Free(_block);

    /// <summary>The structure; valid as long as this object lives.</summary>
    internal ReplicateConfig* Pointer => (ReplicateConfig*)_block;
}
