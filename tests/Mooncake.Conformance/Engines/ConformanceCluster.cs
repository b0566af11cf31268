using Mooncake.Backends;

namespace Mooncake.Conformance.Engines;

/// <summary>One cluster, for one scenario: what the player needs of an engine beside the contract itself.</summary>
public abstract class ConformanceCluster : IDisposable
{
    /// <summary>Creates a client that is not set up yet.</summary>
    /// <returns>The client; give it to <see cref="CloseClient"/> at the end.</returns>
    public abstract StoreBackend CreateClient();

    /// <summary>Disposes of a client and waits until nothing uses the memory registered with it.</summary>
    /// <param name="client">The client.</param>
    public virtual void CloseClient(StoreBackend client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Dispose();
    }

    /// <summary>The arguments with which a client joins this cluster.</summary>
    /// <param name="segmentBytes">The memory that it lends.</param>
    /// <param name="localBufferBytes">The size of its staging buffer.</param>
    /// <returns>The arguments.</returns>
    public abstract StoreSetup DescribeSetup(ulong segmentBytes, ulong localBufferBytes);

    /// <summary>Lets time pass for the cluster.</summary>
    /// <param name="duration">How much.</param>
    public abstract void Pass(TimeSpan duration);

    /// <summary>The present, as the cluster's clock tells it.</summary>
    public virtual DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    /// <summary>Ends the cluster.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cluster holds.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
