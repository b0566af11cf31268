using Mooncake.Backends;
using Mooncake.Observability;

namespace Mooncake.Pipeline;

/// <summary>What the parts of one pipeline share.</summary>
/// <param name="Backend">Who carries the calls out.</param>
/// <param name="Options">Limits.</param>
/// <param name="Time">The clock of deadlines.</param>
/// <param name="TimeoutTicks">The operation timeout in ticks of the clock; after as long a native call counts as hung.</param>
/// <param name="Circuit">Told of every answer.</param>
/// <param name="Metrics">Told of batch calls.</param>
/// <param name="Log">Told of lanes that hang.</param>
internal sealed record PipelineContext(StoreBackend Backend, PipelineOptions Options, TimeProvider Time, long TimeoutTicks, Circuit Circuit, CallMetrics Metrics, PipelineLog Log)
{
    /// <summary>
    /// Guards queues, watch lists and lanes of all groups, so that a call can go from one group to another. Held for a few links at a time,
    /// never across a call of the backend, of the buffer pool or of a caller's code.
    /// </summary>
    internal Lock Gate { get; } = new();

    /// <summary>Since when no call has returned; belongs to <see cref="Gate"/>.</summary>
    internal Silence Silence { get; } = new();

    /// <summary>The order of puts of one key; belongs to <see cref="Gate"/>.</summary>
    internal PutOrder Puts { get; } = new();
}
