namespace Mooncake.Durable.Engine;

/// <summary>A count that many threads raise. Each has a cache line of its own as a rule.</summary>
internal sealed class StripedCounter
{
    private const int Stripes = 16;
    private const int Stride = 16;

    private readonly long[] _cells = new long[Stripes * Stride];

    /// <summary>The sum of what was added.</summary>
    internal long Sum
    {
        get
        {
            long sum = 0;
            for (int i = 0; i < _cells.Length; i += Stride)
            {
                sum += Volatile.Read(ref _cells[i]);
            }

            return sum;
        }
    }

    /// <summary>Adds one.</summary>
    internal void Increment() => Interlocked.Increment(ref _cells[(Environment.CurrentManagedThreadId % Stripes) * Stride]);
}
