using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mooncake.Hosting;

/// <summary>Reads a store's options from the source that a host's options name.</summary>
internal static class StoreSource
{
    /// <summary>Reads the options.</summary>
    /// <param name="options">The host's options.</param>
    /// <returns>The store's options; or an error: there is no source, there are several, or the source is not valid.</returns>
    internal static StoreResult<MooncakeStoreOptions> Read(MooncakeHostOptions options)
    {
        // A file or the variables are requested explicitly, and override a connection string that the configuration has anyway.
        return options switch
        {
            { UseEnvironmentVariables: true, ConfigurationFile: { Length: > 0 } file } => StoreResult<MooncakeStoreOptions>.Failed(Invalid(
                $"The store's configuration file '{file}' is set, and UseEnvironmentVariables as well.", "Set one of the two.")),
            { UseEnvironmentVariables: true } => MooncakeStoreOptions.FromEnvironment(),
            { ConfigurationFile: { Length: > 0 } file } => MooncakeStoreOptions.FromFile(file),
            { ConnectionString: { Length: > 0 } text } => MooncakeStoreOptions.Parse(text),
            _ => StoreResult<MooncakeStoreOptions>.Failed(Invalid(
                "The store has no connection string.",
                "Pass one to AddMooncakeStore, or set ConnectionStrings:mooncake (or the name that was passed) in the configuration.")),
        };
    }

    /// <summary>Reads the options, with the services of a container.</summary>
    /// <param name="options">The host's options.</param>
    /// <param name="services">The container: its logger factory and clock are used unless the options set others.</param>
    /// <exception cref="StoreException">The source is not valid.</exception>
    internal static MooncakeStoreOptions Read(MooncakeHostOptions options, IServiceProvider services)
    {
        MooncakeStoreOptions store = Read(options).GetValueOrThrow();
        store.LoggerFactory = services.GetService<ILoggerFactory>();
        store.TimeProvider = services.GetService<TimeProvider>() ?? store.TimeProvider;
        options.ConfigureStore?.Invoke(store);
        return store;
    }

    private static StoreError Invalid(string cause, string remedy) =>
        new(StoreErrorCode.InvalidConfiguration, StoreOperation.Open, cause, remedy);
}
