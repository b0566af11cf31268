using System.Diagnostics.CodeAnalysis;

namespace Mooncake.Pipeline;

/// <summary>A pool of call objects for reuse. Thread-safe.</summary>
/// <typeparam name="TCall">The calls' type.</typeparam>
internal sealed class CallPool<TCall>
    where TCall : PendingCall
{
    private const int Capacity = 1024;

    private readonly Lock _gate = new();
    private readonly Stack<TCall> _free = new();

    /// <summary>Takes a call from the pool, or returns null if it is empty.</summary>
    internal bool TryTake([NotNullWhen(true)] out TCall? call)
    {
        lock (_gate)
        {
            return _free.TryPop(out call);
        }
    }

    /// <summary>Returns a call to the pool, if there is room.</summary>
    internal void Keep(TCall call)
    {
        lock (_gate)
        {
            if (_free.Count < Capacity)
            {
                _free.Push(call);
            }
        }
    }
}
