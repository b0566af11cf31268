using Mooncake.Durable;

namespace Mooncake;

/// <summary>What the package adds to an open store.</summary>
public static class DurableStoreExtensions
{
    extension(MooncakeStore store)
    {
        /// <summary>
        /// Statistics, checkpoints, verification and compaction of a <c>durable://</c> store. Null on every other engine, and behind a
        /// backend of <see cref="MooncakeStoreOptions.DecorateBackend"/> that does not pass the capability on.
        /// </summary>
        /// <exception cref="ArgumentNullException">The store is null.</exception>
        public DurableMaintenance? Durable
        {
            get
            {
                ArgumentNullException.ThrowIfNull(store);
                return store.GetCapability<DurableMaintenance>();
            }
        }
    }
}
