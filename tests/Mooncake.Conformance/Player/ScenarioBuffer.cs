using System.Runtime.InteropServices;
using Mooncake.Conformance.Model;

namespace Mooncake.Conformance.Player;

/// <summary>A named buffer of a scenario: native memory on a page boundary, 0 at first.</summary>
internal sealed unsafe class ScenarioBuffer : IDisposable
{
    private const nuint PageSize = 4096;

    private readonly string _name;
    private readonly int _size;
    private byte* _memory;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="name">Its name in the scenario.</param>
    /// <param name="size">Its size in bytes.</param>
    internal ScenarioBuffer(string name, int size)
    {
        _name = name;
        _size = size;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)size, PageSize);
        NativeMemory.Clear(_memory, (nuint)size);
    }

    /// <summary>All of it. Valid until dispose.</summary>
    internal Span<byte> All => new(_memory, _size);

    /// <summary>Takes <c>offset</c> and <c>size</c> (default: all that follows) from a step or an item.</summary>
    /// <param name="members">The step or item.</param>
    /// <returns>The part of the buffer that it is about.</returns>
    /// <exception cref="ScenarioException">The part reaches past the buffer.</exception>
    internal BufferPart Part(JsonMembers members)
    {
        int offset = members.Count("offset", absent: 0);
        int size = members.Count("size", absent: _size - offset);
        return offset >= 0 && size >= 0 && (long)offset + size <= _size
            ? new BufferPart(this, offset, size)
            : throw new ScenarioException($"Bytes {offset}..{(long)offset + size} are not in buffer '{_name}', which has {_size}.");
    }

    /// <summary>Where a byte of it is.</summary>
    /// <param name="offset">The byte's place.</param>
    /// <returns>A pointer, valid until dispose.</returns>
    internal void* At(int offset) => _memory + offset;

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
