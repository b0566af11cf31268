namespace Mooncake.Benchmarks.Durable;

/// <summary>An open store of one of the two sides that are compared.</summary>
internal abstract class DurableSide : IDisposable
{
    /// <summary>Makes what one thread needs.</summary>
    internal abstract DurableWorker NewWorker();

    /// <summary>Copies out all keys in order.</summary>
    /// <returns>How many there are.</returns>
    internal abstract long ScanKeys();

    /// <inheritdoc/>
    public abstract void Dispose();
}
