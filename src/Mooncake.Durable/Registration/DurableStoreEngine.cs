using Mooncake.Backends;

namespace Mooncake.Durable;

/// <summary>
/// The engine of <c>durable://folder?key=value&amp;...</c> connection strings. In a project that references this package, the source
/// generator registers it; a program without source generators calls <see cref="StoreEngines.Register"/>.
/// </summary>
public sealed class DurableStoreEngine : IStoreEngine
{
    /// <inheritdoc/>
    public string Scheme => "durable";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => DurableSettings.Keys;

    /// <inheritdoc/>
    public StoreResult<StoreBackend> Create(MooncakeStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        StoreResult<DurableOptions> read = DurableSettings.Read(options.Registered);
        return read.TryGetValue(out DurableOptions? durable, out StoreError? error)
            ? StoreResult<StoreBackend>.Found(new DurableStoreBackend(durable, options.TimeProvider))
            : StoreResult<StoreBackend>.Failed(error!);
    }
}
