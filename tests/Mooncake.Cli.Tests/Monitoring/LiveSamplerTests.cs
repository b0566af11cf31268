using Mooncake.Cli.Monitoring;

namespace Mooncake.Cli.Tests.Monitoring;

public sealed class LiveSamplerTests
{
    [Fact]
    public async Task After_AnInterval_HasTheLaterOnesInTheirOrder()
    {
        CountingSource source = new(last: 5);
        await using LiveSampler sampler = new(source, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        await source.Exhausted;

        // The last one is stored before the source is asked again.
        Assert.Equal([4, 5], sampler.After(3).Figures.Select(static figures => figures.Sequence));
        Assert.Empty(sampler.After(99).Figures);
    }

    [Fact]
    public async Task After_ManyIntervals_HasTheLastOnes()
    {
        CountingSource source = new(last: LiveSampler.Kept + 10);
        await using LiveSampler sampler = new(source, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        await source.Exhausted;

        IReadOnlyList<LiveFigures> kept = sampler.After(0).Figures;

        Assert.Equal((LiveSampler.Kept, 11), (kept.Count, kept[0].Sequence));
    }

    /// <summary>Gives so many figures, then none.</summary>
    private sealed class CountingSource(long last) : IFiguresSource
    {
        private readonly TaskCompletionSource _exhausted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _sequence;

        internal Task Exhausted => _exhausted.Task;

        public string Engine => "test";

        public async Task<LiveFigures> NextAsync(CancellationToken cancellationToken)
        {
            if (_sequence == last)
            {
                _exhausted.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new LiveFigures { Sequence = ++_sequence, Time = DateTimeOffset.UnixEpoch, Seconds = 1 };
        }
    }
}
