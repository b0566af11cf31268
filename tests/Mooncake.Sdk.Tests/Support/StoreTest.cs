using System.Text;

namespace Mooncake.Support;

/// <summary>Tests on a small store of their own.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    // Real time, of which next to none passes where all is well.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The store.</summary>
    protected MooncakeStore Store { get; private set; } = null!;

    /// <summary>Ends the test when the runner does.</summary>
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Store = await Stores.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
    }

    /// <summary>
    /// Sees that so many buffers are out. Where calls travel, that of an operation comes back when its lane has let go of it, which may be a moment
    /// after the caller was answered: this waits for that.
    /// </summary>
    protected void AssertRentedBuffers(long count)
    {
        SpinWait.SpinUntil(() => Store.Session.Pool.Statistics.RentedBuffers == count, Patience);
        Assert.Equal(count, Store.Session.Pool.Statistics.RentedBuffers);
    }

    /// <summary>Bytes that a test can tell from others.</summary>
    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
