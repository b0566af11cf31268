using System.Diagnostics.Metrics;
using Mooncake.Llm.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Llm.Prefixes.Tests;

public sealed class InstrumentTests
{
    [Fact]
    public async Task Instruments_LookupsStoresAndFailures_CountByOutcome()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(
            new FaultRule(StoreCalls.BatchIsExist, Fault.Fail(StoreErrorCode.RpcFail)));
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 7);
        AsyncLocal<bool> isMine = new() { Value = true };
        Dictionary<(string Instrument, string Outcome), long> counts = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Mooncake.Llm")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            // Other tests count at the same time; what a test starts has its own context.
            if (isMine.Value)
            {
                lock (counts)
                {
                    (string, string) key = (instrument.Name, (string)tags[0].Value!);
                    counts[key] = counts.GetValueOrDefault(key) + value;
                }
            }
        });
        listener.Start();

        await cache.FindAsync(blocks, FaultyStore.Patience, TestContext.Current.CancellationToken);
        faulty.Break();
        await cache.FindAsync(blocks, FaultyStore.Patience, TestContext.Current.CancellationToken);

        lock (counts)
        {
            Assert.Equal(14, counts[("mooncake.prefix.looked_up.blocks", "missing")]);
            Assert.Equal(1, counts[("mooncake.prefix.unanswered_reads", "failed")]);
        }
    }
}
