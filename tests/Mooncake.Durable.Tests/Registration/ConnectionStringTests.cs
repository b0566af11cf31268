using System.Text.RegularExpressions;
using Mooncake.Backends;
using Mooncake.Durable.Tests.Support;
using Mooncake.TestTools;

namespace Mooncake.Durable.Tests.Registration;

/// <summary><c>durable://</c> connection strings.</summary>
public sealed partial class ConnectionStringTests
{
    static ConnectionStringTests() => StoreEngines.Register(new DurableStoreEngine());

    [Fact]
    public void ConnectionString_WithAllKeys_IsRead()
    {
        DurableOptions options = Read(
            "durable://./a%20folder?capacity=1GiB&watermark=0.5&sync=process&compression=zstd&recovery=to-damage&cache=32MiB&table-cache=2MiB"
            + "&open-files=64&lease=1s&soft-pin=2m&read-only=true&checkpoint-every=90s&checkpoint-keep=7&checkpoint-folder=./copies");
        Assert.Equal(
            new DurableOptions
            {
                Folder = "./a folder",
                CapacityBytes = 1 << 30,
                EvictionWatermark = 0.5,
                Sync = DurableSync.Process,
                Compression = DurableCompression.Zstd,
                Recovery = DurableRecovery.ToDamage,
                CacheBytes = 32 << 20,
                TableCacheBytes = 2 << 20,
                OpenFiles = 64,
                LeaseDuration = TimeSpan.FromSeconds(1),
                SoftPinDuration = TimeSpan.FromMinutes(2),
                IsReadOnly = true,
                CheckpointInterval = TimeSpan.FromSeconds(90),
                CheckpointsKept = 7,
                CheckpointFolder = "./copies",
            },
            options);
    }

    [Theory]
    [InlineData("durable://", "no folder")]
    [InlineData("durable://?sync=none", "no folder")]
    [InlineData("durable://d?sync=1", "'sync'")]
    [InlineData("durable://d?sync=always", "'sync'")]
    [InlineData("durable://d?sync=", "'sync'")]
    [InlineData("durable://d?capacity=-1", "'capacity'")]
    [InlineData("durable://d?watermark=0", "'watermark'")]
    [InlineData("durable://d?cache=1MiB", "'cache'")]
    [InlineData("durable://d?table-cache=1KiB", "'table-cache'")]
    [InlineData("durable://d?open-files=3", "'open-files'")]
    [InlineData("durable://d?lease=10000h", "'lease'")]
    [InlineData("durable://d?compression=gzip", "'compression'")]
    [InlineData("durable://d?read-only=yes", "'read-only'")]
    [InlineData("durable://d?checkpoint-every=1ms", "'checkpoint-every'")]
    [InlineData("durable://d?checkpoint-keep=0", "'checkpoint-keep'")]
    [InlineData("durable://d?checkpoint-folder=", "'checkpoint-folder'")]
    [InlineData("durable://d?speed=1", "'speed'")]
    public async Task ConnectionString_ThatIsNotValid_IsAnErrorThatNamesTheKey(string text, string expected)
    {
        StoreResult<MooncakeStore> opened = await MooncakeStore.TryOpenAsync(text, TestContext.Current.CancellationToken);
        Assert.Equal(StoreErrorCode.InvalidConfiguration, opened.Error!.Code);
        Assert.Contains(expected, opened.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionString_WithKeysOfThePipeline_SetsThem()
    {
        PipelineOptions pipeline = MooncakeStoreOptions
            .Parse("durable://./x?lanes=3&large-lanes=2&large-object=2MiB&batch=7&queue=100&retry-when-full=on").GetValueOrThrow().Pipeline;
        Assert.Equal((3, 2, 2L << 20), (pipeline.Lanes, pipeline.LargeObjectLanes, pipeline.LargeObjectBytes));
        Assert.Equal((7, 100, true), (pipeline.MaxBatchCount, pipeline.QueueCapacity, pipeline.RetryWhenFull));
    }

    [Fact]
    public void Page_ListsTheKeysWithTheirDefaults()
    {
        Match[] rows = [.. Row().Matches(File.ReadAllText(Repository.PathOf("docs", "connection-strings.md"))).Cast<Match>()];
        Assert.Equal(DurableSettings.Keys.Order(StringComparer.Ordinal), rows.Select(static row => row.Groups["key"].Value).Order(StringComparer.Ordinal));
        Assert.All(rows.Where(static row => row.Groups["default"].Success), static row => Assert.Equal(
            Read("durable://d"), Read($"durable://d?{row.Groups["key"].Value}={row.Groups["default"].Value}")));
    }

    [Fact]
    public async Task Store_OfAFolderInUse_SaysSoWhenItOpens()
    {
        using TestFolder folder = new();
        await using MooncakeStore first = await MooncakeStore.OpenAsync($"durable://{folder.Path}", TestContext.Current.CancellationToken);
        StoreResult<MooncakeStore> second = await MooncakeStore.TryOpenAsync(
            $"durable://{folder.Path}", TestContext.Current.CancellationToken);
        Assert.Equal(StoreErrorCode.FileLockFail, second.Error!.Code);
        Assert.Contains("already open in another store", second.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_OpenedAgainAtOnce_HoldsItsObjects()
    {
        using TestFolder folder = new();
        for (byte i = 1; i < 4; i++)
        {
#pragma warning disable MOON0509 // Opening again is what is tested.
            await using MooncakeStore store = await MooncakeStore.OpenAsync(
                $"durable://{folder.Path}", TestContext.Current.CancellationToken);
#pragma warning restore MOON0509
            Assert.True(
                (await store.Raw.PutAsync($"k{i}", new byte[] { i }, cancellationToken: TestContext.Current.CancellationToken)).IsSuccess);
            Assert.True((await store.Raw.ExistsAsync("k1", TestContext.Current.CancellationToken)).IsSuccess);
        }
    }

    private static DurableOptions Read(string text)
    {
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse(text).GetValueOrThrow();
        StoreBackend backend = new DurableStoreEngine().Create(options).GetValueOrThrow();
        backend.Dispose();
        return ((DurableStoreBackend)backend).Options;
    }

    [GeneratedRegex(@"^\| `(?<key>[a-z-]+)` \| durable \| (`(?<default>[^|]+)`|[^`|][^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
