using System.ComponentModel.DataAnnotations;
using Mooncake.Hosting;

namespace Mooncake;

/// <summary>The options of the distributed cache.</summary>
public sealed class MooncakeCacheOptions
{
    /// <summary>The beginning of all keys of this cache, which separates it from other caches in the same store.</summary>
    /// <value>Empty unless set; at most 256 characters.</value>
    [Required(AllowEmptyStrings = true)]
    [StringLength(256)]
    public string InstanceName { get; set; } = "";

    /// <summary>The key of the store in the container; null for the store without a key.</summary>
    /// <value>Null unless set.</value>
    public string? StoreKey { get; set; }

    /// <summary>
    /// Time limit of a call to the cache, shorter than the store's own: it is what a request waits for a store that does not respond. An
    /// engine in this process has no time limit, because it is called on the caller's thread.
    /// </summary>
    /// <value>250 milliseconds unless set; from 1 millisecond to 1 day.</value>
    [Duration]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What a call does that fails, such as while the store is unavailable, not open or full.</summary>
    /// <value><see cref="CacheOutage.Miss"/> unless set.</value>
    [EnumDataType(typeof(CacheOutage))]
    public CacheOutage WhenUnavailable { get; set; } = CacheOutage.Miss;
}
