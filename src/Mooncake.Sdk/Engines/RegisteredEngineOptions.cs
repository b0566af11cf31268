namespace Mooncake;

/// <summary>What an engine of another package needs; used when the engine is <see cref="StoreEngine.Registered"/>.</summary>
public sealed class RegisteredEngineOptions
{
    /// <summary>The engine's scheme, as <see cref="IStoreEngine.Scheme"/> has it.</summary>
    /// <value>Empty unless set.</value>
    public string Scheme { get; set; } = "";

    /// <summary>What stands between <c>scheme://</c> and the keys of a connection string: a path or a name, as the engine likes.</summary>
    /// <value>Empty unless set.</value>
    public string Address { get; set; } = "";

    /// <summary>The engine's own settings, by key (<see cref="IStoreEngine.Keys"/>).</summary>
    public IDictionary<string, string> Settings { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A copy of its own.</summary>
    internal RegisteredEngineOptions Clone() => new() { Scheme = Scheme, Address = Address, Settings = new Dictionary<string, string>(Settings, StringComparer.Ordinal) };
}
