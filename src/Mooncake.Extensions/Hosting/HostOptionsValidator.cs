using Microsoft.Extensions.Options;

namespace Mooncake.Hosting;

/// <summary>Checks the ranges of the options.</summary>
[OptionsValidator]
internal sealed partial class HostOptionsValidator : IValidateOptions<MooncakeHostOptions>;
