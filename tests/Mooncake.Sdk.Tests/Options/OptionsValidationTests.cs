using Mooncake.Embedded;

namespace Mooncake.Options;

/// <summary>Every range, through the options object, where nothing has been parsed before.</summary>
public sealed class OptionsValidationTests
{
    public static TheoryData<string, Action<MooncakeStoreOptions>> Embedded => new()
    {
        { "Engine", o => o.Engine = (StoreEngine)7 },
        { "SegmentBytes", o => o.SegmentBytes = -1 },
        { "SegmentBytes", o => o.SegmentBytes = (16 << 20) - 1 },
        { "LocalBufferBytes", o => o.LocalBufferBytes = -1 },
        { "LocalHostname", o => o.LocalHostname = null! },
        { "LocalHostname", o => o.LocalHostname = " " },
        { "LocalHostname", o => o.LocalHostname = "a\0b" },
        { "MaxKeyBytes", o => o.MaxKeyBytes = 0 },
        { "MaxKeyBytes", o => o.MaxKeyBytes = (1 << 20) + 1 },
        { "TimeProvider", o => o.TimeProvider = null! },
        { "OperationTimeout", o => o.OperationTimeout = TimeSpan.Zero },
        { "OperationTimeout", o => o.OperationTimeout = TimeSpan.MaxValue },
        { "OperationTimeout", o => o.OperationTimeout = Timeout.InfiniteTimeSpan },
        { "CloseTimeout", o => o.CloseTimeout = TimeSpan.MinValue },
        { "Pool.SlabBytes", o => o.Pool.SlabBytes = (64 << 10) - 1 },
        { "Pool.SlabBytes", o => o.Pool.SlabBytes = (1 << 30) + 1 },
        { "Pool.MaxBytes", o => o.Pool.MaxBytes = (16 << 20) - 1 },
    };

    public static TheoryData<string, Action<MooncakeStoreOptions>> Cluster => new()
    {
        { "master address", o => o.Cluster.MasterAddress = null! },
        { "master address", o => o.Cluster.MasterAddress = "host" },
        { "MetadataServer", o => o.Cluster.MetadataServer = null! },
        { "Protocol", o => o.Cluster.Protocol = "" },
        { "DeviceName", o => o.Cluster.DeviceName = null! },
        { "DeviceName", o => o.Cluster.DeviceName = "mlx\0" },
        { "LibraryPath", o => o.Cluster.LibraryPath = "" },
        { "ConnectTimeout", o => o.Cluster.ConnectTimeout = TimeSpan.FromDays(25) },
        { "Pipeline.Lanes", o => o.Pipeline.Lanes = 0 },
        { "Pipeline.LargeObjectLanes", o => o.Pipeline.LargeObjectLanes = 257 },
        { "Pipeline.LargeObjectBytes", o => o.Pipeline.LargeObjectBytes = 0 },
        { "Pipeline.MaxBatchCount", o => o.Pipeline.MaxBatchCount = 4097 },
        { "Pipeline.MaxBatchBytes", o => o.Pipeline.MaxBatchBytes = 0 },
        { "Pipeline.QueueCapacity", o => o.Pipeline.QueueCapacity = 0 },
        { "Pipeline.MaxReplacedLanes", o => o.Pipeline.MaxReplacedLanes = -1 },
        { "Pipeline.CircuitThreshold", o => o.Pipeline.CircuitThreshold = 0 },
        { "ProbeInterval", o => o.Pipeline.ProbeInterval = TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(Embedded))]
    public Task Open_EmbeddedOptionOutOfRange_NamesIt(string name, Action<MooncakeStoreOptions> change) => OpenAsync(StoreEngine.Embedded, name, change);

    [Theory]
    [MemberData(nameof(Cluster))]
    public Task Open_ClusterOptionOutOfRange_NamesIt(string name, Action<MooncakeStoreOptions> change) => OpenAsync(StoreEngine.Cluster, name, change);

    [Fact]
    public void EmbeddedOption_OutOfRange_IsRefusedAtTheAssignment()
    {
        EmbeddedOptions options = new MooncakeStoreOptions().Embedded;
        Assert.Throws<ArgumentException>(() => options.ClusterName = "");
        Assert.Throws<ArgumentException>(() => options.ClusterName = " ");
        Assert.Throws<ArgumentException>(() => options.ClusterName = "a\0b");
        Assert.Throws<ArgumentOutOfRangeException>(() => options.LeaseDuration = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.LeaseDuration = TimeSpan.FromDays(366));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.SoftPinDuration = TimeSpan.MaxValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.EvictionWatermark = double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.EvictionWatermark = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.EvictionRatio = 1.1);
        Assert.Equal(new EmbeddedOptions(), options);
    }

    [Fact]
    public void Defaults_AreValid()
    {
        Assert.Null(OptionsValidation.Check(new MooncakeStoreOptions()));
        Assert.Null(OptionsValidation.Check(new MooncakeStoreOptions { Engine = StoreEngine.Cluster }));
    }

    [Fact]
    public void MasterFoundThroughAService_IsTaken()
    {
        MooncakeStoreOptions options = new() { Engine = StoreEngine.Cluster };
        options.Cluster.MasterAddress = "etcd://one:2379;two:2379";
        Assert.Null(OptionsValidation.Check(options));
    }

    [Fact]
    public async Task Open_OptionsChangedLater_DoNotReachTheStore()
    {
        MooncakeStoreOptions options = new() { SegmentBytes = 16 << 20 };
        await using MooncakeStore store = await MooncakeStore.OpenAsync(options, TestContext.Current.CancellationToken);
        options.MaxKeyBytes = 1;
        options.Embedded.LeaseDuration = TimeSpan.FromDays(1);
        options.Cluster.Protocol = "rdma";
        options.Pipeline.Lanes = 200;
        options.Pool.MaxBytes = 1;
        MooncakeStoreOptions frozen = store.Session.Options;
        Assert.Equal(
            (65_536, TimeSpan.FromSeconds(10), "tcp", new PipelineOptions().Lanes),
            (frozen.MaxKeyBytes, frozen.Embedded.LeaseDuration, frozen.Cluster.Protocol, frozen.Pipeline.Lanes));
    }

    [Fact]
    public async Task Open_PoolOptions_DecideHowMuchIsRegistered()
    {
        await using MooncakeStore store = await Stores.OpenAsync("&pool=256KiB&pool-slab=128KiB&timeout=10ms");
        Assert.True((await store.Raw.ReplaceAsync("k", new byte[100_000], cancellationToken: TestContext.Current.CancellationToken)).IsSuccess);
        Buffers.BufferPoolStatistics statistics = store.Session.Pool.Statistics;
        Assert.Equal((128 << 10, 256 << 10), (statistics.RegisteredBytes, statistics.MaxBytes));
        StoreError error = (await store.Raw.ReplaceAsync("large", new byte[300_000], cancellationToken: TestContext.Current.CancellationToken)).Error!;
        Assert.Equal(StoreErrorCode.ObjectTooLarge, error.Code);
        Assert.Contains("pool=", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_HugePages_RoundTheSlabsUpToThem()
    {
        await using MooncakeStore store = await Stores.OpenAsync("&pool=128KiB&pool-slab=128KiB&huge-pages=on");
        Assert.True((await store.Raw.ReplaceAsync("k", new byte[10_000], cancellationToken: TestContext.Current.CancellationToken)).IsSuccess);
        Assert.Equal(2 << 20, store.Session.Pool.Statistics.RegisteredBytes);
    }

    private static async Task OpenAsync(StoreEngine engine, string name, Action<MooncakeStoreOptions> change)
    {
        MooncakeStoreOptions options = new() { Engine = engine };
        change(options);
        StoreError error = (await MooncakeStore.TryOpenAsync(options, TestContext.Current.CancellationToken)).Error!;
        Assert.Equal(StoreErrorCode.InvalidConfiguration, error.Code);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }
}
