using Mooncake.Backends;
using Mooncake.Observability;

namespace Mooncake.Pipeline;

/// <summary>The shared state of the parts of one pipeline.</summary>
/// <param name="Backend">Executes the calls.</param>
/// <param name="Options">The limits.</param>
/// <param name="Time">The clock of deadlines.</param>
/// <param name="TimeoutTicks">The operation timeout in ticks of the clock; a native call that takes as long counts as hung.</param>
/// <param name="Circuit">Records every result.</param>
/// <param name="Metrics">Records native calls.</param>
/// <param name="Log">Logs lanes that hang.</param>
internal sealed record PipelineContext(StoreBackend Backend, PipelineOptions Options, TimeProvider Time, long TimeoutTicks, Circuit Circuit, CallMetrics Metrics, PipelineLog Log)
{
    /// <summary>
    /// Protects queues, watch lists and lanes of all groups, so that a call can move between groups. Held only to change a few links, never
    /// during a call of the backend, of the buffer pool or of a caller's code.
    /// </summary>
    internal Lock Gate { get; } = new();

    /// <summary>How long no call has returned; protected by <see cref="Gate"/>.</summary>
    internal Silence Silence { get; } = new();

    /// <summary>The order of puts of one key; protected by <see cref="Gate"/>.</summary>
    internal PutOrder Puts { get; } = new();
}
