using Mooncake.Backends;
using Mooncake.Embedded;
using Mooncake.Options;

namespace Mooncake.Engines;

/// <summary>The in-process engine: <c>embedded://[cluster name]</c>.</summary>
internal sealed class EmbeddedEngine : EngineEntry
{
    /// <inheritdoc/>
    internal override StoreEngine Kind => StoreEngine.Embedded;

    /// <inheritdoc/>
    internal override string Scheme => "embedded";

    /// <inheritdoc/>
    internal override StoreError? SetAddress(MooncakeStoreOptions options, string address)
    {
        if (address.Length == 0)
        {
            return null;
        }

        try
        {
            options.Embedded.ClusterName = address;
            return null;
        }
        catch (ArgumentException)
        {
            return ConfigurationError.OutOfRange(
                "cluster name (ClusterName)", address, "a name without control characters, or nothing for a private cluster");
        }
    }

    /// <inheritdoc/>
    /// <remarks><see cref="EmbeddedOptions"/> takes no value that is out of its range.</remarks>
    internal override StoreError? Check(MooncakeStoreOptions options) => null;

    /// <inheritdoc/>
    internal override ValueTask<StoreResult<StoreBackend>> CreateAsync(
        MooncakeStoreOptions options, StoreSetup setup, CancellationToken cancellationToken) =>
        new(StoreResult<StoreBackend>.Found(new EmbeddedStoreBackend(options.Embedded, options.TimeProvider)));
}
