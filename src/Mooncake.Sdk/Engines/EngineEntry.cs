using Mooncake.Backends;
using Mooncake.Options;

namespace Mooncake.Engines;

/// <summary>All that the SDK knows of one kind of engine; everything else asks the engine's <see cref="StoreBackend"/>.</summary>
internal abstract class EngineEntry
{
    /// <summary>What stands between the scheme and the address of a connection string.</summary>
    internal const string Separator = "://";

    private static readonly EmbeddedEngine Embedded = new();
    private static readonly ClusterEngine Cluster = new();
    private static readonly EngineEntry[] BuiltIn = [Embedded, Cluster];

    /// <summary>The engine's kind, as options name it.</summary>
    internal abstract StoreEngine Kind { get; }

    /// <summary>The scheme of its connection strings.</summary>
    internal abstract string Scheme { get; }

    /// <summary>The keys of its connection strings that it reads itself.</summary>
    internal virtual IReadOnlyCollection<string> OwnKeys => [];

    /// <summary>The engine of a scheme, or null.</summary>
    /// <param name="scheme">The scheme, in lower case.</param>
    internal static EngineEntry? Find(string scheme) =>
        Array.Find(BuiltIn, entry => entry.Scheme == scheme)
        ?? (StoreEngines.Find(scheme) is { } registered ? new RegisteredEngine(registered) : null);

    /// <summary>The schemes of connection strings: those of the SDK, of registered engines, and of known packages.</summary>
    internal static string[] Schemes => [.. BuiltIn.Select(static entry => entry.Scheme), .. StoreEngines.Schemes];

    /// <summary>True for the scheme of an engine that is part of the SDK.</summary>
    /// <param name="scheme">The scheme, in lower case.</param>
    internal static bool IsBuiltIn(string scheme) => Array.Exists(BuiltIn, entry => entry.Scheme == scheme);

    /// <summary>The engine of the SDK whose connection strings have a key, or null.</summary>
    /// <param name="key">The key, in lower case.</param>
    internal static EngineEntry? OtherWith(string key) => Array.Find(BuiltIn, entry => OptionSetters.Find(entry.Kind, key) is not null);

    /// <summary>The engine that options name, or the error that says why there is none.</summary>
    /// <param name="options">The options.</param>
    /// <param name="error">Why there is none.</param>
    internal static EngineEntry? Of(MooncakeStoreOptions options, out StoreError? error)
    {
        error = null;
        switch (options.Engine)
        {
            case StoreEngine.Embedded:
                return Embedded;
            case StoreEngine.Cluster:
                return Cluster;
            case StoreEngine.Registered when StoreEngines.Find(options.Registered.Scheme ?? "") is { } registered:
                return new RegisteredEngine(registered);
            case StoreEngine.Registered:
                error = StoreEngines.Missing(options.Registered.Scheme);
                return null;
            default:
                error = ConfigurationError.OutOfRange(nameof(options.Engine), options.Engine, "a defined value of the enum");
                return null;
        }
    }

    /// <summary>Takes the address of a connection string.</summary>
    /// <param name="options">Holds the address afterwards.</param>
    /// <param name="address">What stands between the scheme and the keys, decoded; may be empty.</param>
    /// <returns>Null, or why the address is not valid.</returns>
    internal abstract StoreError? SetAddress(MooncakeStoreOptions options, string address);

    /// <summary>Checks the engine's own options.</summary>
    /// <returns>Null, or the first option that is not valid.</returns>
    internal abstract StoreError? Check(MooncakeStoreOptions options);

    /// <summary>Creates a backend, which is not set up yet.</summary>
    internal abstract ValueTask<StoreResult<StoreBackend>> CreateAsync(
        MooncakeStoreOptions options, StoreSetup setup, CancellationToken cancellationToken);
}
