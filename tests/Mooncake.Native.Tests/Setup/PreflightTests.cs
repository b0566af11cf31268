using System.Net;
using System.Net.Sockets;
using Mooncake.Backends;

namespace Mooncake.Native.Tests.Setup;

public sealed class PreflightTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Master_Listens_Passes()
    {
        using LoopbackServer master = new(IPAddress.Loopback);

        Assert.Null(await RunAsync(new StoreSetup { MasterServerAddress = master.Address }));
    }

    [Fact]
    public async Task Master_ListensOnIPv6_Passes()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using LoopbackServer master = new(IPAddress.IPv6Loopback);

        Assert.Null(await RunAsync(new StoreSetup { MasterServerAddress = $"[::1]:{master.Port}" }));
    }

    [Fact]
    public async Task Master_NothingListens_FailsNamingAddressAndRemedy()
    {
        string address = $"127.0.0.1:{LoopbackServer.FreePort()}";

        PreflightFailure? failure = await RunAsync(new StoreSetup { MasterServerAddress = address });

        Assert.NotNull(failure);
        Assert.Equal(StoreErrorCode.MasterUnreachable, failure.Code);
        Assert.Equal(address, failure.Address);
        Assert.Contains(address, failure.Cause, StringComparison.Ordinal);
        Assert.Contains("mooncake_master", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("::1:50051")]
    public async Task Master_AddressNotValid_FailsWithoutTheNetwork(string address)
    {
        PreflightFailure? failure = await RunAsync(new StoreSetup { MasterServerAddress = address });

        Assert.Equal(StoreErrorCode.InvalidConfiguration, failure?.Code);
        Assert.Equal(address, failure?.Address);
        Assert.Contains("host:port", failure?.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("etcd://127.0.0.1:1;127.0.0.1:2")]
    [InlineData("P2PHANDSHAKE")]
    [InlineData("127.0.0.1:1")]
    public async Task Metadata_NotHttp_IsNotProbed(string metadata)
    {
        using LoopbackServer master = new(IPAddress.Loopback);

        Assert.Null(await RunAsync(new StoreSetup { MasterServerAddress = master.Address, MetadataServer = metadata }));
    }

    [Fact]
    public async Task Master_BehindAScheme_IsNotProbed() =>
        Assert.Null(await RunAsync(new StoreSetup { MasterServerAddress = "etcd://127.0.0.1:1" }));

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")]
    public async Task Metadata_AnyHttpAnswer_Passes(string response)
    {
        using LoopbackServer master = new(IPAddress.Loopback);
        using LoopbackServer metadata = new(IPAddress.Loopback, response);

        Assert.Null(await RunAsync(Setup(master, $"http://{metadata.Address}/metadata")));
        Assert.Equal("GET /metadata?key=mooncake-sdk%2Fpreflight HTTP/1.1", await metadata.Request);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ERR unknown command\r\n")]
    public async Task Metadata_AnswersSomethingElse_Fails(string response)
    {
        using LoopbackServer master = new(IPAddress.Loopback);
        using LoopbackServer metadata = new(IPAddress.Loopback, response);
        string url = $"http://{metadata.Address}/metadata";

        PreflightFailure? failure = await RunAsync(Setup(master, url));

        Assert.Equal(StoreErrorCode.MetadataServerUnreachable, failure?.Code);
        Assert.Equal(url, failure?.Address);
    }

    [Fact]
    public async Task Metadata_NothingListens_FailsNamingTheAddressButNoPassword()
    {
        using LoopbackServer master = new(IPAddress.Loopback);
        string address = $"127.0.0.1:{LoopbackServer.FreePort()}";

        PreflightFailure? failure = await RunAsync(Setup(master, $"http://user:secret@{address}/metadata"));

        Assert.Equal(StoreErrorCode.MetadataServerUnreachable, failure?.Code);
        Assert.Contains(address, failure?.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("http://:8080/metadata")]
    [InlineData("http://host:port/metadata")]
    public async Task Metadata_AddressNotValid_FailsWithoutTheNetwork(string metadata)
    {
        // The master is not even asked: what is wrong in the configuration is said first.
        PreflightFailure? failure = await RunAsync(new StoreSetup { MasterServerAddress = "127.0.0.1:1", MetadataServer = metadata });

        Assert.Equal(StoreErrorCode.InvalidConfiguration, failure?.Code);
        Assert.Equal(metadata, failure?.Address);
    }

    [Fact]
    public async Task Metadata_NeverAnswers_FailsWhenTheTimeIsUp()
    {
        using LoopbackServer master = new(IPAddress.Loopback);
        using LoopbackServer metadata = new(IPAddress.Loopback, response: null);
        ManualTimer clock = new();

        Task<PreflightFailure?> running =
            Preflight.RunAsync(Setup(master, $"http://{metadata.Address}/metadata"), TimeSpan.FromSeconds(5), clock, Token);
        await metadata.Request;
        Assert.False(running.IsCompleted);
        clock.FireAll();
        PreflightFailure? failure = await running;

        Assert.Equal(StoreErrorCode.MetadataServerUnreachable, failure?.Code);
        Assert.Contains("within 5 s", failure?.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_NeverAnswers_FailsWithTheRealClockToo()
    {
        using LoopbackServer master = new(IPAddress.Loopback);
        using LoopbackServer metadata = new(IPAddress.Loopback, response: null);

        PreflightFailure? failure =
            await Preflight.RunAsync(Setup(master, $"http://{metadata.Address}/metadata"), TimeSpan.FromMilliseconds(200), Token);

        Assert.Equal(StoreErrorCode.MetadataServerUnreachable, failure?.Code);
        Assert.Contains("within 0.2 s", failure?.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_Cancels_ThrowsWithTheCallersToken()
    {
        using LoopbackServer master = new(IPAddress.Loopback);
        using LoopbackServer metadata = new(IPAddress.Loopback, response: null);
        using CancellationTokenSource cancellation = new();

        Task<PreflightFailure?> running = Preflight.RunAsync(
            Setup(master, $"http://{metadata.Address}/metadata"), Timeout.InfiniteTimeSpan, cancellation.Token);
        await metadata.Request;
        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task Caller_HasCancelledBefore_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Preflight.RunAsync(new StoreSetup(), Preflight.DefaultConnectTimeout, new CancellationToken(canceled: true)));

    [Fact]
    public void Arguments_NotValid_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => { _ = Preflight.RunAsync(null!, TimeSpan.FromSeconds(1), Token); });
        Assert.Throws<ArgumentNullException>(() => { _ = Preflight.RunAsync(new StoreSetup(), TimeSpan.FromSeconds(1), null!, Token); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Preflight.RunAsync(new StoreSetup(), TimeSpan.Zero, Token); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Preflight.RunAsync(new StoreSetup(), TimeSpan.MaxValue, Token); });
    }

    private static StoreSetup Setup(LoopbackServer master, string metadata) =>
        new() { MasterServerAddress = master.Address, MetadataServer = metadata };

    private static Task<PreflightFailure?> RunAsync(StoreSetup setup) => Preflight.RunAsync(setup, TimeSpan.FromSeconds(30), Token);
}
