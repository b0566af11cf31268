using Mooncake.Testing;

// Each is taken once; awaiting them would measure the test's own state machine.
#pragma warning disable CA2012

namespace Mooncake.Pipeline;

/// <summary>Operations that go through lanes allocate nothing in steady state, on no thread. Runs alone: the whole process is measured.</summary>
[Trait("Asserts", "Allocations")]
[Collection(nameof(ProcessWideTests))]
public sealed class PipelineAllocationTests
{
    private const int Keys = 32;
    private const int Rounds = 50;

    private readonly ValueTask<StoreResult<Reading>>[] _gets = new ValueTask<StoreResult<Reading>>[Keys];
    private readonly ValueTask<StoreResult>[] _others = new ValueTask<StoreResult>[Keys];

    [Fact]
    public async Task PutGetAndExists_SteadyState_AllocateNothing()
    {
#if DEBUG
        Assert.Skip("A Debug build allocates state machines and boxes that a Release build does not.");
#endif
        using CancellationTokenSource cancel = new();
        await using MooncakeStore store = await Stores.OpenAsync(static options =>
            options.DecorateBackend = static backend => new LatencyBackend(backend, TimeSpan.Zero));
        for (int i = 0; i < 20; i++)
        {
            Run(store, CancellationToken.None);
            Run(store, cancel.Token);
        }

        // Other threads of the process allocate now and then; one object for each operation would show in every measurement.
        long least = long.MaxValue;
        for (int i = 0; i < 20 && least > 0; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Run(store, CancellationToken.None);
            Run(store, cancel.Token);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 0, Rounds);
    }

    /// <summary>Many operations of each kind, a number of them at a time. Waits without awaiting, so that nothing but the SDK is measured.</summary>
    private void Run(MooncakeStore store, CancellationToken token)
    {
        StoreSet<ReadingKey, Reading> set = store.Readings;
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < Keys; i++)
            {
                _others[i] = set.PutAsync(new Reading(i, i, i), token);
            }

            Take(_others);
            for (int i = 0; i < Keys; i++)
            {
                _gets[i] = set.GetAsync(new ReadingKey(i), token);
                _others[i] = set.ExistsAsync(new ReadingKey(i), token);
            }

            Take(_others);
            for (int i = 0; i < Keys; i++)
            {
                SpinWait spin = default;
                while (!_gets[i].IsCompleted)
                {
                    spin.SpinOnce();
                }

                Assert.True(_gets[i].GetAwaiter().GetResult().TryGetValue(out Reading reading, out _) && reading.Sensor == i);
            }
        }
    }

    private static void Take(ValueTask<StoreResult>[] pending)
    {
        for (int i = 0; i < pending.Length; i++)
        {
            SpinWait spin = default;
            while (!pending[i].IsCompleted)
            {
                spin.SpinOnce();
            }

            Assert.True(pending[i].GetAwaiter().GetResult().IsSuccess);
        }
    }
}
