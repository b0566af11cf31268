using System.Buffers;
using System.Collections.Concurrent;
using Mooncake.Engines;
using Mooncake.Options;

namespace Mooncake;

/// <summary>The engines of other packages, by the scheme of their connection strings. Thread-safe.</summary>
public static class StoreEngines
{
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly ConcurrentDictionary<string, IStoreEngine> Registered = new(StringComparer.Ordinal);

    /// <summary>The packages of engines that are not part of the SDK, so that an error can name them.</summary>
    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal) { ["durable"] = "Mooncake.Durable" };

    /// <summary>Registers an engine, so that its connection strings can be used in this process.</summary>
    /// <param name="engine">The engine. Registering a second engine of the same type and scheme has no effect.</param>
    /// <exception cref="ArgumentNullException"><paramref name="engine"/> is null.</exception>
    /// <exception cref="ArgumentException">The scheme is not valid, or is that of an engine of the SDK.</exception>
    /// <exception cref="InvalidOperationException">An engine of another type is registered for the scheme.</exception>
    public static void Register(IStoreEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        string scheme = engine.Scheme;
        if (string.IsNullOrEmpty(scheme) || scheme.AsSpan().ContainsAnyExcept(SchemeCharacters))
        {
            throw new ArgumentException(
                $"'{scheme}' is not a scheme: it must have lower-case letters, digits and hyphens only.", nameof(engine));
        }

        if (EngineEntry.IsBuiltIn(scheme))
        {
            throw new ArgumentException($"The scheme '{scheme}' belongs to an engine of the SDK.", nameof(engine));
        }

        IStoreEngine known = Registered.GetOrAdd(scheme, engine);
        if (known.GetType() != engine.GetType())
        {
            throw new InvalidOperationException(
                $"The scheme '{scheme}' belongs to {known.GetType()}, so {engine.GetType()} cannot have it.");
        }
    }

    /// <summary>The engine of a scheme, or null.</summary>
    internal static IStoreEngine? Find(string scheme) => Registered.GetValueOrDefault(scheme);

    /// <summary>The schemes of registered engines and of known packages.</summary>
    internal static IEnumerable<string> Schemes => Registered.Keys.Union(Packages.Keys, StringComparer.Ordinal);

    /// <summary>The error for a scheme whose engine is in a known package that is not referenced; null for every other scheme.</summary>
    internal static StoreError? PackageMissing(string scheme) => Packages.TryGetValue(scheme, out string? package)
        ? ConfigurationError.Of(
            $"The engine of '{scheme}://' is in the package {package}, which has not registered it.",
            $"Add a reference to the package {package} to the application's project. Where the source generator does not run, also call StoreEngines.Register.")
        : null;

    /// <summary>The error of a scheme that no engine has registered.</summary>
    internal static StoreError Missing(string? scheme) => PackageMissing(scheme ?? "")
        ?? ConfigurationError.OutOfRange("Registered.Scheme", scheme, "the scheme of an engine that StoreEngines.Register was called with");
}
