using Mooncake.Backends;
using Mooncake.Native;

namespace Mooncake.Conformance.Engines;

/// <summary>
/// Mooncake's own library on a real cluster, where the environment names both. The cluster's leases have to last 2 seconds
/// (<c>mooncake_master --default_kv_lease_ttl=2s</c>), and it is emptied before each scenario.
/// </summary>
public sealed class RealLibraryEngine : NativeLibraryEngine
{
    /// <summary>The variable that holds the cluster's connection string.</summary>
    internal const string ConnectionVariable = "MOONCAKE_TEST_CONNECTION";

    /// <inheritdoc/>
    public override string? UnavailableReason
    {
        get
        {
            string[] missing = [.. new[] { StoreLibrary.EnvironmentVariable, ConnectionVariable }.Where(static name => Read(name) is null)];
            return missing.Length == 0
                ? null
                : $"Needs a real Mooncake cluster: {string.Join(" and ", missing)} must be set (the path of libmooncake_store.so; a mooncake:// connection string).";
        }
    }

    /// <inheritdoc/>
    protected override string? LibraryPath => null;

    /// <inheritdoc/>
    protected override StoreSetup Connection => TestConnection.Parse(Read(ConnectionVariable)!);

    /// <inheritdoc/>
    protected override bool IsShared => true;

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
