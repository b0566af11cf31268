using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Server.Protocol;

/// <summary>Bytes in native memory that grow at the end. Engines take their address, and the collector never moves them.</summary>
/// <remarks>Not thread-safe. A few readable bytes always follow the capacity, so that words can be loaded near the end.</remarks>
internal sealed unsafe class NativeBuffer : IDisposable
{
    /// <summary>Readable bytes behind the capacity.</summary>
    private const int Slack = 16;

    private nint _capacity;

    /// <summary>Frees the memory of a buffer that a call of the engine outlived.</summary>
    ~NativeBuffer() => Free();

    /// <summary>The first byte; null before the first growth.</summary>
    internal byte* Start { get; private set; }

    /// <summary>Bytes in use.</summary>
    internal nint Length { get; set; }

    /// <summary>Bytes allocated.</summary>
    internal nint Capacity => _capacity;

    /// <summary>The bytes in use. At most 2 GiB.</summary>
    internal ReadOnlySpan<byte> Bytes => new(Start, checked((int)Length));

    /// <summary>Makes room for more bytes behind those in use.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Where they go.</returns>
    /// <exception cref="OutOfMemoryException">There is no memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte* Reserve(nint count)
    {
        if (_capacity - Length < count)
        {
            Grow(count);
        }

        return Start + Length;
    }

    /// <summary>Appends bytes.</summary>
    internal void Append(byte* bytes, nint count)
    {
        Buffer.MemoryCopy(bytes, Reserve(count), count, count);
        Length += count;
    }

    /// <summary>Removes bytes at the start; the rest moves there.</summary>
    internal void RemoveStart(nint count)
    {
        Length -= count;
        if (Length > 0)
        {
            Buffer.MemoryCopy(Start + count, Start, Length, Length);
        }
    }

    /// <summary>Forgets the bytes in use, and frees the memory if there is more than a limit.</summary>
    /// <param name="keep">The most bytes to keep allocated.</param>
    internal void Clear(nint keep)
    {
        Length = 0;
        if (_capacity > keep)
        {
            Free();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(nint count)
    {
        nint capacity = Math.Max(checked(Length + count), Math.Max(512, _capacity + (_capacity / 2)));
        Start = (byte*)NativeMemory.Realloc(Start, (nuint)checked(capacity + Slack));
        _capacity = capacity;
    }

    private void Free()
    {
        NativeMemory.Free(Start);
        Start = null;
        Length = 0;
        _capacity = 0;
    }
}
