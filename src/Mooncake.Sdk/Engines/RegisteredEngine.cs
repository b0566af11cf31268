using Mooncake.Backends;
using Mooncake.Options;

namespace Mooncake.Engines;

/// <summary>An engine of another package: <c>scheme://[address]</c>.</summary>
/// <param name="engine">What the package registered.</param>
internal sealed class RegisteredEngine(IStoreEngine engine) : EngineEntry
{
    /// <inheritdoc/>
    internal override StoreEngine Kind => StoreEngine.Registered;

    /// <inheritdoc/>
    internal override string Scheme => engine.Scheme;

    /// <inheritdoc/>
    internal override IReadOnlyCollection<string> OwnKeys => engine.Keys;

    /// <inheritdoc/>
    internal override StoreError? SetAddress(MooncakeStoreOptions options, string address)
    {
        options.Registered.Scheme = engine.Scheme;
        options.Registered.Address = address;
        return null;
    }

    /// <inheritdoc/>
    internal override StoreError? Check(MooncakeStoreOptions options) =>
        options.Registered.Settings.Keys.FirstOrDefault(key => !engine.Keys.Contains(key)) is { } unknown
            ? ConfigurationError.OutOfRange("Registered.Settings", unknown, $"one of the engine's keys: {string.Join(", ", engine.Keys)}")
            : null;

    /// <inheritdoc/>
    internal override ValueTask<StoreResult<StoreBackend>> CreateAsync(
        MooncakeStoreOptions options, StoreSetup setup, CancellationToken cancellationToken) =>
        new(engine.Create(options));
}
