using Mooncake.Backends;
using Mooncake.Embedded;

namespace Mooncake.Session;

/// <summary>Creates clients of the in-process engine.</summary>
internal static class EmbeddedOpener
{
    /// <summary>Creates a client that is not set up.</summary>
    internal static StoreResult<StoreBackend> Open(MooncakeStoreOptions options)
    {
        EmbeddedOptions embedded = new()
        {
            ClusterName = options.Embedded.ClusterName,
            LeaseDuration = options.Embedded.LeaseDuration,
            SoftPinDuration = options.Embedded.SoftPinDuration,
            EvictionWatermark = options.Embedded.EvictionWatermark,
            EvictionRatio = options.Embedded.EvictionRatio,
        };
        return StoreResult<StoreBackend>.Found(new EmbeddedStoreBackend(embedded, options.TimeProvider));
    }
}
