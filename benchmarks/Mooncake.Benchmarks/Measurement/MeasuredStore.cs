using Mooncake.Backends;

namespace Mooncake.Benchmarks.Measurement;

/// <summary>A store that is measured, and the backend beneath it.</summary>
internal sealed class MeasuredStore : IAsyncDisposable
{
    private MeasuredStore(MooncakeStore store, StoreBackend backend)
    {
        Store = store;
        Backend = backend;
    }

    /// <summary>The store.</summary>
    internal MooncakeStore Store { get; }

    /// <summary>Its backend, for calls without the SDK around them.</summary>
    internal StoreBackend Backend { get; }

    /// <summary>Opens a store.</summary>
    /// <param name="connectionString">Where.</param>
    /// <param name="decorate">Puts something around the backend; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal static async Task<MeasuredStore> OpenAsync(
        string connectionString, Func<StoreBackend, StoreBackend>? decorate, CancellationToken cancellationToken)
    {
        StoreBackend? backend = null;
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse(connectionString).GetValueOrThrow();
        options.DecorateBackend = made => backend = decorate?.Invoke(made) ?? made;
        MooncakeStore store = await MooncakeStore.OpenAsync(options, cancellationToken);
        return new MeasuredStore(store, backend!);
    }

    /// <summary>Removes what the measurements stored, and nothing else: the store may be somebody's cluster.</summary>
    internal unsafe void Clear()
    {
        ReadOnlySpan<byte> ours = "^bench/\0"u8;
        fixed (byte* pattern = ours)
        {
            _ = Backend.RemoveByRegex(pattern, ours.Length - 1, force: true);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Clear();
        return Store.DisposeAsync();
    }
}
