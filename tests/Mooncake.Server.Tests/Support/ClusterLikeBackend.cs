using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Server.Tests.Support;

/// <summary>An engine with round trips and nothing beyond the contract, as a cluster is. A gate holds its batch reads back.</summary>
internal sealed unsafe class ClusterLikeBackend(StoreBackend inner)
    : DecoratingStoreBackend(inner, inner.Traits with { RoundTripIsFree = false }, leaveInnerOpen: false)
{
    private int _waiting;

    /// <summary>Batch reads that are under way.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Batch reads wait for it.</summary>
    internal ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <inheritdoc/>
    public override TCapability? GetCapability<TCapability>()
        where TCapability : class => null;

    /// <inheritdoc/>
    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, Span<long> results)
    {
        Interlocked.Increment(ref _waiting);
        Gate.Wait();
        int answer = base.BatchGetIntoCore(keys, keyLengths, buffers, sizes, results);
        Interlocked.Decrement(ref _waiting);
        return answer;
    }
}
