using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Mooncake.Packed;

namespace Mooncake.Allocations;

/// <summary>
/// In steady state, operations allocate nothing beyond what they hand to the caller. Checked in Release only: the Debug build keeps
/// state machines and boxes that the optimizer removes.
/// </summary>
[Trait("Asserts", "Allocations")]
[Collection(nameof(ProcessWideTests))]
public sealed class SteadyStateTests : StoreTest
{
    private const int Rounds = 2000;

    /// <summary>What escapes is really allocated.</summary>
    private static object? _kept;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        DebuggableAttribute? debuggable = typeof(MooncakeStore).Assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.SkipWhen(debuggable is { IsJITOptimizerDisabled: true }, "Allocations are asserted in Release builds: dotnet test -c Release.");
    }

    [Fact]
    public void Put_OfARecordStruct_AllocatesNothing() => AssertAllocates(0, () => Finish(Store.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed());

    [Fact]
    public void Get_OfARecordStruct_AllocatesNothing()
    {
        Finish(Store.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        AssertAllocates(0, () => Require(Finish(Store.Readings.GetAsync(1, Stop)).GetValueOrThrow().Value == 3));
    }

    [Fact]
    public void Get_Miss_AllocatesItsKeyOnly() => AssertAllocates(
        BytesOf(() => _kept = new MissingMark<ReadingKey>(new ReadingKey(2))), () => Require(Finish(Store.Readings.GetAsync(2, Stop)).IsMissing));

    [Fact]
    public void Get_OfARecordClass_AllocatesTheRecordOnly()
    {
        Block block = Block.Numbered(1);
        Finish(Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();
        long record = BytesOf(() => _kept = new Block(new string('m', 5), 3, 1, new byte[100]));
        AssertAllocates(record, () => Require(Finish(Store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow().Payload.Length == 100));
    }

    [Fact]
    public void Put_OfARecordClass_AllocatesNothing()
    {
        Block block = Block.Numbered(1);
        AssertAllocates(0, () => Finish(Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed());
    }

    [Fact]
    public void Put_OfAMemoryPackableRecord_AllocatesNothing()
    {
        PackedText text = new(1, "some text");
        AssertAllocates(0, () => Finish(Store.PackedTexts.PutAsync(text, cancellationToken: Stop)).ThrowIfFailed());
    }

    [Fact]
    public async Task Put_OfAMemoryPackableRecordByABuffer_AllocatesNothing()
    {
        await using MooncakeStore store = await Stores.OpenAsync(static options => options.DecorateBackend = static engine => new PlainBackend(engine));
        PackedText text = new(1, "some text");
        AssertAllocates(0, () => Finish(store.PackedTexts.PutAsync(text, cancellationToken: Stop)).ThrowIfFailed());
    }

    [Fact]
    public void Get_OfAMemoryPackableRecord_AllocatesTheRecordOnly()
    {
        Finish(Store.PackedTexts.PutAsync(new PackedText(1, "some text"), cancellationToken: Stop)).ThrowIfFailed();
        long record = BytesOf(static () => _kept = new PackedText(1, new string('m', 9)));
        AssertAllocates(record, () => Require(Finish(Store.PackedTexts.GetAsync(1, Stop)).GetValueOrThrow().Text is not null));
    }

    [Fact]
    public void Exists_AllocatesNothing()
    {
        Finish(Store.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        AssertAllocates(0, () => Require(Finish(Store.Readings.ExistsAsync(1, Stop)).IsFound));
        AssertAllocates(0, () => Require(Finish(Store.Readings.ExistsAsync(2, Stop)).IsMissing));
    }

    [Fact]
    public void SizeOf_AllocatesNothing()
    {
        Finish(Store.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        AssertAllocates(0, () => Require(Finish(Store.Readings.SizeOfAsync(1, Stop)).IsFound));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void PutMany_AllocatesTheResultsOnly(int count)
    {
        Reading[] readings = [.. Enumerable.Range(0, count).Select(static i => new Reading(i, i, i))];
        long results = BytesOf(() => _kept = new StoreResult[count]);
        AssertAllocates(results, () => Require(Finish(Store.Readings.PutManyAsync(readings, cancellationToken: Stop)).IsSuccess));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void GetMany_OfRecordStructs_AllocatesTheResultsOnly(int count)
    {
        Reading[] readings = [.. Enumerable.Range(0, count).Select(static i => new Reading(i, i, i))];
        Require(Finish(Store.Readings.PutManyAsync(readings, cancellationToken: Stop)).IsSuccess);
        ReadingKey[] keys = [.. Enumerable.Range(0, count).Select(static i => new ReadingKey(i))];
        long results = BytesOf(() => _kept = new StoreResult<Reading>[count]);
        AssertAllocates(results, () => Require(Finish(Store.Readings.GetManyAsync(keys, Stop)).IsSuccess));
    }

    [Fact]
    public void PutMany_OfSeveralCalls_AllocatesTheResultsOnly()
    {
        Block[] blocks = [.. Enumerable.Range(0, 100).Select(static i => new Block("model", 3, (ulong)i, new byte[64 << 10]))];
        long results = BytesOf(static () => _kept = new StoreResult[100]);
        AssertAllocates(results, () => Require(Finish(Store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).IsSuccess));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1 << 20)]
    public void Draft_CreatedAndPut_AllocatesTheDraftOnly(int payloadLength)
    {
        // The draft, its memory and the value that its key becomes, whatever the payload's size.
        long draft = Enumerable.Range(0, 5).Min(_ => BytesOf(
            () => Finish(Store.Blocks.CreateDraftAsync("model", 3, 1, 1, Stop)).GetValueOrThrow().Dispose()));
        Assert.InRange(draft, 1, 500);
        AssertAllocates(draft, () =>
        {
            using StoreDraft<Block, byte> created = Finish(Store.Blocks.CreateDraftAsync("model", 3, 1, payloadLength, Stop)).GetValueOrThrow();
            Finish(created.PutAsync(cancellationToken: Stop)).ThrowIfFailed();
        });
    }

    [Fact]
    public void RawPut_AllocatesNothing()
    {
        byte[] value = new byte[100];
        AssertAllocates(0, () => Finish(Store.Raw.PutAsync("k", value, cancellationToken: Stop)).ThrowIfFailed());
    }

    [Fact]
    public void RawGet_AllocatesTheArrayOnly()
    {
        Finish(Store.Raw.PutAsync("k", new byte[100], cancellationToken: Stop)).ThrowIfFailed();
        long array = BytesOf(() => _kept = new byte[100]);
        AssertAllocates(array, () => Require(Finish(Store.Raw.GetAsync("k", Stop)).GetValueOrThrow().Length == 100));
    }

    [Fact]
    public void Metrics_ListenedTo_AllocateNothing()
    {
        long bytes = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Mooncake.Sdk")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => bytes += instrument.Name == "mooncake.client.io" ? value : 0);
        listener.SetMeasurementEventCallback<int>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.Start();
        Reading[] readings = [.. Enumerable.Range(0, 16).Select(static i => new Reading(i, i, i))];
        long results = BytesOf(() => _kept = new StoreResult[readings.Length]);

        AssertAllocates(0, () => Finish(Store.Readings.PutAsync(readings[1], cancellationToken: Stop)).ThrowIfFailed());
        AssertAllocates(0, () => Require(Finish(Store.Readings.GetAsync(1, Stop)).IsFound));
        AssertAllocates(0, () => Require(Finish(Store.Readings.ExistsAsync(100, Stop)).IsMissing));
        AssertAllocates(results, () => Require(Finish(Store.Readings.PutManyAsync(readings, cancellationToken: Stop)).IsSuccess));
        Assert.True(bytes > 0, "Nobody was told of any bytes.");
    }

    /// <summary>The result of an operation, which is there at once on the embedded engine.</summary>
    private static TResult Finish<TResult>(ValueTask<TResult> operation)
    {
        Require(operation.IsCompletedSuccessfully);
#pragma warning disable xUnit1031 // It has completed; awaiting it would take the measurement to another thread.
        return operation.Result;
#pragma warning restore xUnit1031
    }

    /// <summary>An assertion that allocates nothing itself.</summary>
    private static void Require(bool condition)
    {
        if (!condition)
        {
            Assert.Fail("The operation did not end as it should.");
        }
    }

    private static void AssertAllocates(long bytesEach, Action operation)
    {
        // The least of a few measurements: a thread that moves to another processor finds its caches empty once.
        for (int i = 0; i < Rounds; i++)
        {
            operation();
        }

        Assert.Equal(bytesEach, Enumerable.Range(0, 5).Min(_ => BytesOf(operation)));
    }

    private static long BytesOf(Action operation)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            operation();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}
