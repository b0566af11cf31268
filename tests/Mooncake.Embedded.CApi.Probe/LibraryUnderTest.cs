using Mooncake.Native;

namespace Mooncake.Embedded.CApi.Probe;

/// <summary>The library that the environment names.</summary>
internal static class LibraryUnderTest
{
    /// <summary>Why there is none, or null.</summary>
    internal static string? WhyNot => Path is null ? $"{StoreLibrary.EnvironmentVariable} must name the library." : null;

    /// <summary>Its path; null if there is none.</summary>
    internal static string? Path => Environment.GetEnvironmentVariable(StoreLibrary.EnvironmentVariable) is { Length: > 0 } path ? path : null;

    /// <summary>Its path; skips the test if there is none.</summary>
    internal static string Require()
    {
        Assert.SkipWhen(Path is null, WhyNot ?? "");
        return Path;
    }
}
