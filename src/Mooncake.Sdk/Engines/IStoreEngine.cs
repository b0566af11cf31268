using Mooncake.Backends;

namespace Mooncake;

/// <summary>
/// Factory for an engine supplied by another package. <see cref="RegisterStoreEngineAttribute"/> on its assembly, or a call of
/// <see cref="StoreEngines.Register"/>, registers the scheme of its connection strings.
/// </summary>
public interface IStoreEngine
{
    /// <summary>The scheme of its connection strings, such as <c>durable</c>: lower-case letters, digits and hyphens.</summary>
    string Scheme { get; }

    /// <summary>
    /// The keys of its connection strings beyond those of every engine, in lower case. Their values are in
    /// <see cref="RegisteredEngineOptions.Settings"/>; every other key is an error.
    /// </summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <summary>Creates a backend that is not set up. The store sets it up and disposes it.</summary>
    /// <param name="options">The store's options, frozen; <see cref="MooncakeStoreOptions.Registered"/> contains the engine's own.</param>
    /// <returns>The backend, or an error that names the invalid setting.</returns>
    StoreResult<StoreBackend> Create(MooncakeStoreOptions options);
}
