using Microsoft.Extensions.Options;

namespace Mooncake.Caching;

/// <summary>Checks the ranges of the options.</summary>
[OptionsValidator]
internal sealed partial class CacheOptionsValidator : IValidateOptions<MooncakeCacheOptions>;
