using Mooncake.Errors;

namespace Mooncake.Options;

/// <summary>Errors in configuration: what was read, where, and what was expected.</summary>
internal static class ConfigurationError
{
    /// <summary>A failed read of configuration.</summary>
    /// <param name="cause">What is wrong, with the invalid text.</param>
    /// <param name="remedy">What is valid.</param>
    internal static StoreError Of(string cause, string remedy) =>
        new(StoreErrorCode.InvalidConfiguration, StoreOperation.Open, cause, remedy);

    /// <summary>An option that is out of its range.</summary>
    /// <param name="name">The key of the connection string with the property in parentheses, or the property.</param>
    /// <param name="value">The value.</param>
    /// <param name="expected">What the value must be.</param>
    internal static StoreError OutOfRange<T>(string name, T value, string expected) =>
        Of($"The option {name} is {(value is null ? "null" : $"'{ErrorText.Cut(value.ToString() ?? "")}'")}.", $"It must be {expected}.");
}
