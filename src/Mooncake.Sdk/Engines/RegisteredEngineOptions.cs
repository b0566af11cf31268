namespace Mooncake;

/// <summary>Options of an engine of another package; used if the engine is <see cref="StoreEngine.Registered"/>.</summary>
public sealed class RegisteredEngineOptions
{
    /// <summary>The engine's scheme (<see cref="IStoreEngine.Scheme"/>).</summary>
    /// <value>Empty unless set.</value>
    public string Scheme { get; set; } = "";

    /// <summary>
    /// The text between <c>scheme://</c> and the keys of a connection string: a path or a name, as the engine defines it.
    /// </summary>
    /// <value>Empty unless set.</value>
    public string Address { get; set; } = "";

    /// <summary>The engine's own settings, by key (<see cref="IStoreEngine.Keys"/>).</summary>
    public IDictionary<string, string> Settings { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A copy of these options.</summary>
    internal RegisteredEngineOptions Clone() =>
        new() { Scheme = Scheme, Address = Address, Settings = new Dictionary<string, string>(Settings, StringComparer.Ordinal) };
}
