using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Support;

/// <summary>Changes nothing: behind it the in-process engine is a backend like others, without capabilities, and operations pass through registered buffers.</summary>
internal sealed class PlainBackend(StoreBackend inner) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
{
    public override TCapability? GetCapability<TCapability>()
        where TCapability : class => null;
}
