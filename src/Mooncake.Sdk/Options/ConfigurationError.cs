namespace Mooncake.Options;

/// <summary>Errors about configuration: what was read, where, and what was expected.</summary>
internal static class ConfigurationError
{
    /// <summary>A failed read of configuration.</summary>
    /// <param name="cause">What is wrong, with the text at fault.</param>
    /// <param name="remedy">What there is instead.</param>
    internal static StoreError Of(string cause, string remedy) =>
        new(StoreErrorCode.InvalidConfiguration, StoreOperation.Open, cause, remedy);
}
