using Mooncake.Durable.Engine;
using Mooncake.Durable.Maintenance;

namespace Mooncake.Durable.Setup;

/// <summary>An open folder: its objects, and what runs beside the calls.</summary>
internal sealed class OpenFolder : IDisposable
{
    /// <summary>Takes over an open store, and starts its schedule of checkpoints if it has one.</summary>
    /// <param name="store">The store.</param>
    /// <param name="time">The clock.</param>
    internal OpenFolder(ObjectStore store, TimeProvider time)
    {
        Store = store;
        DurableOptions options = store.State.Options;
        bool hasSchedule = options.CheckpointInterval > TimeSpan.Zero && !options.IsReadOnly;
        Schedule = hasSchedule ? new CheckpointSchedule(store, time) : null;
    }

    /// <summary>The objects.</summary>
    internal ObjectStore Store { get; }

    /// <summary>The scheduled checkpoints; null without a schedule.</summary>
    internal CheckpointSchedule? Schedule { get; }

    /// <summary>Ends the schedule, and closes the database when the last call under way has ended.</summary>
    public void Dispose()
    {
        Schedule?.Dispose();
        Store.Dispose();
    }
}
