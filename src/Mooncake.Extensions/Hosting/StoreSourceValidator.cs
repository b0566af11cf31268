using Microsoft.Extensions.Options;

namespace Mooncake.Hosting;

/// <summary>Checks that the options name one source of the store's settings, and that the settings are valid.</summary>
internal sealed class StoreSourceValidator : IValidateOptions<MooncakeHostOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MooncakeHostOptions options)
    {
        StoreResult<MooncakeStoreOptions> source = StoreSource.Read(options);
        return source.IsFailed ? ValidateOptionsResult.Fail(source.Error.Message) : ValidateOptionsResult.Success;
    }
}
