using System.Collections.Concurrent;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>
/// Looks at the pool's memory when it is unregistered: every buffer has come back by then and was filled on its return, so that any other
/// byte was written after that. For pools that poison, and stores without buffers of a caller's own.
/// </summary>
internal sealed unsafe class SlabWatch(StoreBackend inner) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
{
    private readonly ConcurrentDictionary<nint, nuint> _registered = new();
    private long _touched;
    private int _seen;

    /// <summary>Bytes that were written to after their buffer had come back.</summary>
    internal long Touched => Interlocked.Read(ref _touched);

    /// <summary>Slabs that were looked at.</summary>
    internal int Seen => Volatile.Read(ref _seen);

    /// <summary>Slabs that are registered.</summary>
    internal int Registered => _registered.Count;

    protected override int RegisterBufferCore(void* buffer, nuint size)
    {
        // What nobody ever rents is not filled by the pool.
        for (nuint at = 0; at < size; at++)
        {
            ((byte*)buffer)[at] = BufferRun.PoisonByte;
        }

        _registered[(nint)buffer] = size;
        return base.RegisterBufferCore(buffer, size);
    }

    protected override int UnregisterBufferCore(void* buffer)
    {
        if (_registered.TryRemove((nint)buffer, out nuint size))
        {
            for (nuint at = 0; at < size; at++)
            {
                _ = ((byte*)buffer)[at] == BufferRun.PoisonByte ? 0 : Interlocked.Increment(ref _touched);
            }

            Interlocked.Increment(ref _seen);
        }

        return base.UnregisterBufferCore(buffer);
    }
}
