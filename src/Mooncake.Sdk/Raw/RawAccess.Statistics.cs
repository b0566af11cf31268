using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <content>Statistics of the engine.</content>
internal sealed partial class RawAccess
{
    /// <summary>Takes a snapshot of the engine's statistics.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult<StoreStatistics>> GetStatisticsAsync(CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.GetStatistics, cancellationToken);
        _session.ThrowIfClosed();
        if (_session.Statistics is not { } source)
        {
            return StoreResult<StoreStatistics>.Failed(CapabilityErrors.Of(StoreOperation.GetStatistics));
        }

        StoreStatistics statistics = default;
        BackendResult answer = await _session.RunUnbatchedAsync(
            StoreOperation.GetStatistics, key: null, _ => source.GetStatistics(out statistics), _session.DeadlineFromNow, cancellationToken).On(_session.Threads);
        return answer is { Error: null, Number: 0 }
            ? StoreResult<StoreStatistics>.Found(statistics)
            : StoreResult<StoreStatistics>.Failed(answer.Error ?? _session.Error(answer.Number, StoreOperation.GetStatistics, key: null));
    }
}
