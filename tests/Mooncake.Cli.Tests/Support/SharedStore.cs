using System.Text;

namespace Mooncake.Cli.Tests.Support;

/// <summary>A store that a test fills, and that the tool opens by the same name.</summary>
internal sealed class SharedStore : IAsyncDisposable
{
    private SharedStore(string connection, MooncakeStore store)
    {
        Connection = connection;
        Store = store;
    }

    /// <summary>What <c>--connect</c> gets.</summary>
    internal string Connection { get; }

    /// <summary>The store.</summary>
    internal MooncakeStore Store { get; }

    /// <summary>Opens a store.</summary>
    internal static async Task<SharedStore> OpenAsync()
    {
        // The tool lends no memory: what lies in it would vanish with the command.
        string connection = $"embedded://{Guid.NewGuid():N}?lease=0s&segment=";
        return new SharedStore($"{connection}0", await MooncakeStore.OpenAsync($"{connection}64MiB"));
    }

    /// <summary>Opens a store with objects.</summary>
    /// <param name="keys">Their keys; each value is the key in UTF-8.</param>
    internal static async Task<SharedStore> WithAsync(params string[] keys)
    {
        SharedStore store = await OpenAsync();
        KeyValuePair<string, ReadOnlyMemory<byte>>[] items = [.. keys.Select(key =>
            new KeyValuePair<string, ReadOnlyMemory<byte>>(key, Encoding.UTF8.GetBytes(key)))];
        (await store.Store.Raw.PutManyAsync(items, cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
        return store;
    }

    /// <summary>Stores an object.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its bytes.</param>
    internal async Task PutAsync(string key, byte[] value) =>
        (await Store.Raw.PutAsync(key, value, cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();

    /// <summary>Runs a command on the store.</summary>
    /// <param name="arguments">The arguments, without <c>--connect</c>.</param>
    internal Task<ToolResult> RunAsync(params string[] arguments) => RunAsync(new TestHost(), arguments);

    /// <summary>Runs a command on the store.</summary>
    /// <param name="host">The process around the tool.</param>
    /// <param name="arguments">The arguments, without <c>--connect</c>.</param>
    internal Task<ToolResult> RunAsync(TestHost host, params string[] arguments)
    {
        host.Variables["MOONCAKE_CONNECTION"] = Connection;
        return host.RunAsync(arguments);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
