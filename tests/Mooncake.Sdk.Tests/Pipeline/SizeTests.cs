using System.Collections.Concurrent;
using System.Text;
using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Questions for sizes, whose calls carry their keys themselves.</summary>
public sealed class SizeTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SizeOf_KeysOfAllLengths_IsEachKeysOwn()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        string[] keys = [.. new[] { 1, 255, 256, 2000, 3, 60_000, 300 }.Select(static length => new string('k', length))];
        for (int i = 0; i < keys.Length; i++)
        {
            await store.PutAllAsync([keys[i]], 100 + i);
        }

        // Several at a time, and then the same calls again with other keys.
        for (int round = 0; round < keys.Length; round++)
        {
            string[] turned = [.. keys[round..], .. keys[..round]];
            StoreResult<long>[] sizes = await Task.WhenAll(turned.Select(key => store.Raw.SizeOfAsync(key, Stop).AsTask()));
            Assert.Equal(turned.Select(key => 100L + Array.IndexOf(keys, key)), sizes.Select(static size => size.GetValueOrThrow()));
        }
    }

    [Fact]
    public async Task SizeOf_EndedByDeadlineOrCancellation_KeepsItsKeyUntilItsCallReturns()
    {
        FaultGate gate = new();
        LateReader reader = null!;
        await using PipelineStore store = await PipelineStore.OpenAsync(options =>
        {
            options.Pipeline.Lanes = 4;
            Func<StoreBackend, StoreBackend> decorate = options.DecorateBackend!;
            options.DecorateBackend = backend => reader = new LateReader(decorate(backend), gate);
        });
        using CancellationTokenSource cancel = new();
        Task<StoreResult<long>> late = store.Raw.SizeOfAsync("held1", Stop).AsTask();
        Task<StoreResult<long>> cancelled = store.Raw.SizeOfAsync("held2", cancel.Token).AsTask();
        Assert.True(gate.WaitForWaiting(2, PipelineStore.Patience));
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<StoreCanceledException>(() => cancelled);
        store.Clock.Advance(Limit);
        StoreError error = (await late).Error!;
        Assert.Equal((StoreErrorCode.Timeout, StoreOperation.GetSize, WriteOutcome.NotAWrite, "held1"), (error.Code, error.Operation, error.Outcome, error.Key));

        for (int i = 0; i < 10; i++)
        {
            Assert.True((await store.Raw.SizeOfAsync($"other{i}", Stop)).IsMissing);
        }

        gate.Open();
        PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 0);
        Assert.Equal(["held1", "held2"], reader.Keys.Order());
    }

    /// <summary>Reads keys that begin with <c>held</c> late: when a gate lets their calls go.</summary>
    private sealed unsafe class LateReader(StoreBackend inner, FaultGate gate) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
    {
        internal ConcurrentBag<string> Keys { get; } = [];

        protected override long GetSizeCore(byte* key, int keyLength)
        {
            if (new ReadOnlySpan<byte>(key, keyLength).StartsWith("held"u8))
            {
                gate.Pass();
                Keys.Add(Encoding.UTF8.GetString(key, keyLength));
            }

            return base.GetSizeCore(key, keyLength);
        }
    }
}
