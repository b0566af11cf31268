namespace Mooncake.Options;

/// <summary>Errors in configuration: what was read, where, and what was expected.</summary>
internal static class ConfigurationError
{
    /// <summary>A failed read of configuration.</summary>
    /// <param name="cause">What is wrong, with the invalid text.</param>
    /// <param name="remedy">What is valid.</param>
    internal static StoreError Of(string cause, string remedy) =>
        new(StoreErrorCode.InvalidConfiguration, StoreOperation.Open, cause, remedy);
}
