using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Support;

/// <summary>Behaves like a cluster: without the optional capabilities, and with calls that are made by lanes.</summary>
internal sealed class ClusterLikeBackend(StoreBackend inner)
    : DecoratingStoreBackend(inner, new BackendTraits(RoundTripIsFree: false, TakesDuplicateKeys: false), leaveInnerOpen: false)
{
    public override TCapability? GetCapability<TCapability>()
        where TCapability : class => null;
}
