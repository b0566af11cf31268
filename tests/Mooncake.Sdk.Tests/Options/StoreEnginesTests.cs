using Mooncake.Backends;
using Mooncake.Embedded;

namespace Mooncake.Options;

/// <summary>Engines of other packages.</summary>
public sealed class StoreEnginesTests
{
    static StoreEnginesTests() => StoreEngines.Register(new TestEngine());

    [Fact]
    public async Task Open_OnARegisteredEngine_StoresThere()
    {
        StoreResult<MooncakeStoreOptions> parsed = MooncakeStoreOptions.Parse("test-engine://./a%20folder/?mode=Fast&timeout=3s");
        MooncakeStoreOptions options = parsed.GetValueOrThrow();
        Assert.Equal((StoreEngine.Registered, "test-engine", "./a folder"), (options.Engine, options.Registered.Scheme, options.Registered.Address));
        Assert.Equal(("Fast", TimeSpan.FromSeconds(3)), (options.Registered.Settings["mode"], options.OperationTimeout));

        await using MooncakeStore store = await MooncakeStore.OpenAsync(options, TestContext.Current.CancellationToken);
        Assert.True((await store.Raw.PutAsync("k", new byte[] { 1, 2 }, cancellationToken: TestContext.Current.CancellationToken)).IsSuccess);
        Assert.True((await store.Raw.ExistsAsync("k", TestContext.Current.CancellationToken)).IsSuccess);
    }

    [Theory]
    [InlineData("test-engine://?mode=broken", "The mode 'broken'")]
    [InlineData("test-engine://?speed=1", "'speed'")]
    [InlineData("test-engine://?admin=auto", "'admin'")]
    [InlineData("test-engine://?mode=a&mode=b", "twice")]
    [InlineData("durable://./data", "Mooncake.Durable")]
    [InlineData("DURABLE://", "Mooncake.Durable")]
    [InlineData("other://x", "other://x")]
    [InlineData("://x", "://x")]
    public async Task Open_OfWhatIsNotValid_NamesIt(string text, string expected)
    {
        StoreResult<MooncakeStore> opened = await MooncakeStore.TryOpenAsync(text, TestContext.Current.CancellationToken);
        Assert.Equal(StoreErrorCode.InvalidConfiguration, opened.Error!.Code);
        Assert.Contains(expected, opened.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OfOptionsThatNameNoEngine_IsAnError()
    {
        MooncakeStoreOptions options = new() { Engine = StoreEngine.Registered };
        StoreResult<MooncakeStore> opened = await MooncakeStore.TryOpenAsync(options, TestContext.Current.CancellationToken);
        Assert.Contains("Registered.Scheme", opened.Error!.Message, StringComparison.Ordinal);
        options.Registered.Scheme = "durable";
        opened = await MooncakeStore.TryOpenAsync(options, TestContext.Current.CancellationToken);
        Assert.Contains("Mooncake.Durable", opened.Error!.Message, StringComparison.Ordinal);
        options.Registered.Scheme = "test-engine";
        options.Registered.Settings["speed"] = "1";
        opened = await MooncakeStore.TryOpenAsync(options, TestContext.Current.CancellationToken);
        Assert.Contains("speed", opened.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_OfASchemeThatIsTakenOrNotValid_Throws()
    {
        StoreEngines.Register(new TestEngine());
        Assert.Throws<InvalidOperationException>(() => StoreEngines.Register(new OtherEngine("test-engine")));
        Assert.All(["embedded", "mooncake", "", "a b", "Upper", "a://"], scheme => Assert.Throws<ArgumentException>(() => StoreEngines.Register(new OtherEngine(scheme))));
        Assert.Throws<ArgumentNullException>(() => StoreEngines.Register(null!));
    }

    private sealed class TestEngine : IStoreEngine
    {
        public string Scheme => "test-engine";

        public IReadOnlyCollection<string> Keys => ["mode"];

        public StoreResult<StoreBackend> Create(MooncakeStoreOptions options) =>
            options.Registered.Settings.TryGetValue("mode", out string? mode) && mode == "broken"
                ? StoreResult<StoreBackend>.Failed(ConfigurationError.Of("The mode 'broken' is not valid.", "Use another."))
                : StoreResult<StoreBackend>.Found(new EmbeddedStoreBackend(new EmbeddedOptions(), options.TimeProvider));
    }

    private sealed class OtherEngine(string scheme) : IStoreEngine
    {
        public string Scheme => scheme;

        public IReadOnlyCollection<string> Keys => [];

        public StoreResult<StoreBackend> Create(MooncakeStoreOptions options) => throw new InvalidOperationException();
    }
}
