using Mooncake.Backends;

namespace Mooncake;

/// <summary>
/// An engine that another package brings. <see cref="RegisterStoreEngineAttribute"/> on its assembly, or a call of
/// <see cref="StoreEngines.Register"/>, makes its connection strings known.
/// </summary>
public interface IStoreEngine
{
    /// <summary>The scheme of its connection strings, such as <c>durable</c>: lower-case letters, digits and hyphens.</summary>
    string Scheme { get; }

    /// <summary>
    /// The keys of its connection strings beyond those of every engine, lower case. Their values arrive in
    /// <see cref="RegisteredEngineOptions.Settings"/>; every other key is an error.
    /// </summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <summary>Creates a backend. It is not set up yet; the store sets it up, and disposes it.</summary>
    /// <param name="options">The store's options, frozen; <see cref="MooncakeStoreOptions.Registered"/> has the engine's own.</param>
    /// <returns>The backend, or an error that names the setting that is not valid.</returns>
    StoreResult<StoreBackend> Create(MooncakeStoreOptions options);
}
