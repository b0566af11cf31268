using System.Text;

namespace Mooncake.Support;

/// <summary>Tests on a small store of their own.</summary>
public abstract class StoreTest : IAsyncLifetime
{
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

    /// <summary>Bytes that a test can tell from others.</summary>
    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
