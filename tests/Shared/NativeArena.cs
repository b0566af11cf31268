using System.Runtime.InteropServices;
using System.Text;

namespace Mooncake.TestTools;

/// <summary>Native memory that lives as long as a test: keys, values and buffers for calls that take pointers.</summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private readonly List<nint> _blocks = [];

    public void Dispose() => _blocks.ForEach(block => NativeMemory.Free((void*)block));

    /// <summary>The text as NUL-terminated UTF-8.</summary>
    internal byte* Text(string text) => (byte*)Bytes(Encoding.UTF8.GetBytes(text + '\0'));

    internal void* Bytes(params ReadOnlySpan<byte> bytes)
    {
        void* block = NativeMemory.AllocZeroed((nuint)Math.Max(bytes.Length, 1));
        _blocks.Add((nint)block);
        bytes.CopyTo(new Span<byte>(block, bytes.Length));
        return block;
    }

    internal nint[] Texts(params string[] texts) => Array.ConvertAll(texts, text => (nint)Text(text));

    internal static int[] Lengths(params string[] texts) => Array.ConvertAll(texts, Encoding.UTF8.GetByteCount);
}
