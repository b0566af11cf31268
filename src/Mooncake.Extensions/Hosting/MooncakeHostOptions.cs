using System.ComponentModel.DataAnnotations;
using Mooncake.Hosting;

namespace Mooncake;

/// <summary>
/// Where a host's store comes from, and how the host opens it. Bound from the configuration section <c>Mooncake</c>, or
/// <c>Mooncake:name</c> for a store with a name.
/// </summary>
public sealed class MooncakeHostOptions
{
    /// <summary>The connection string.</summary>
    /// <value>That of the store's name in <c>ConnectionStrings</c>, unless the section or the registration sets another.</value>
    public string? ConnectionString { get; set; }

    /// <summary>Mooncake's own JSON configuration file, to be used instead of a connection string.</summary>
    /// <value>Null unless set.</value>
    public string? ConfigurationFile { get; set; }

    /// <summary>True to use Mooncake's own environment variables instead of a connection string.</summary>
    /// <value>False unless set.</value>
    public bool UseEnvironmentVariables { get; set; }

    /// <summary>Changes the store's options, after they are read and before the store is created.</summary>
    /// <value>Null unless set. The logger factory and the clock of the container are set before.</value>
    public Action<MooncakeStoreOptions>? ConfigureStore { get; set; }

    /// <summary>What the host does if the store cannot be opened.</summary>
    /// <value><see cref="OpenFailure.StopHost"/> unless set.</value>
    [EnumDataType(typeof(OpenFailure))]
    public OpenFailure WhenOpenFails { get; set; } = OpenFailure.StopHost;

    /// <summary>Time limit of one attempt to open the store; the host's start waits for the first one.</summary>
    /// <value>30 seconds unless set; from 1 millisecond to 1 day.</value>
    [Duration]
    public TimeSpan OpenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Limit of the pause before the first retry. The limit doubles after each attempt; each pause is a random 50 to 100 % of it.
    /// </summary>
    /// <value>1 second unless set; from 1 millisecond to 1 day.</value>
    [Duration]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two attempts.</summary>
    /// <value>30 seconds unless set; from 1 millisecond to 1 day.</value>
    [Duration]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);
}
