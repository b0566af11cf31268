using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mooncake.Opening;

/// <summary>Opening a cluster that cannot be opened: the error names what is wrong, in time.</summary>
public sealed class ClusterOpeningTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_NoLibrary_NamesThePath()
    {
        StoreError error = (await MooncakeStore.TryOpenAsync("mooncake://127.0.0.1:50051?library=/nonexistent/libmooncake_store.so", Stop)).Error!;
        Assert.Equal((StoreErrorCode.LibraryNotLoaded, StoreOperation.Open), (error.Code, error.Operation));
        string[] lines = error.Message.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("WITH_STORE_C_SHARED", lines[0], StringComparison.Ordinal);
        Assert.Equal($"  {Assert.Single(error.Details)}", lines[1]);
        Assert.Equal(2, lines[1].Split("/nonexistent/libmooncake_store.so").Length);
    }

    [Fact]
    public async Task Open_LibraryOfAPathWithALineBreak_KeepsOneLineForIt()
    {
        StoreError error = (await MooncakeStore.TryOpenAsync("mooncake://127.0.0.1:50051?library=%2Fno%0Aline%2Fa.so", Stop)).Error!;
        Assert.DoesNotContain("no\nline", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileThatIsNoLibrary_SaysSo()
    {
        string file = typeof(ClusterOpeningTests).Assembly.Location;
        StoreError error = (await MooncakeStore.TryOpenAsync($"mooncake://127.0.0.1:50051?library={Uri.EscapeDataString(file)}", Stop)).Error!;
        Assert.Equal(StoreErrorCode.LibraryNotLoaded, error.Code);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_MasterThatIsNotThere_FailsWithinTheConnectTimeout()
    {
        string library = Uri.EscapeDataString(StubLibrary.PathOrSkip());
        int port = FreePort();
        long start = Stopwatch.GetTimestamp();
        StoreError error = (await MooncakeStore.TryOpenAsync($"mooncake://127.0.0.1:{port}?library={library}&connect-timeout=2s&segment=0", Stop)).Error!;

        // Not a measurement: the native setup would block for 90 s.
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(45));
        Assert.Equal((StoreErrorCode.MasterUnreachable, RetryClass.WhenReachable), (error.Code, error.Retry));
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_LibraryWithoutTheFunctions_NamesThem()
    {
        string library = Uri.EscapeDataString(StubLibrary.EmptyOrSkip());
        StoreError error = (await MooncakeStore.TryOpenAsync($"mooncake://127.0.0.1:1?library={library}", Stop)).Error!;
        Assert.Equal(StoreErrorCode.LibraryIncomplete, error.Code);
        Assert.Contains("mooncake_store_create", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_LibraryThatCreatesNoClient_SaysSo()
    {
        using TcpListener master = new(IPAddress.Loopback, 0);
        master.Start();
        int port = ((IPEndPoint)master.LocalEndpoint).Port;
        string library = Uri.EscapeDataString(StubLibrary.PathOrSkip());
        StoreError error = (await MooncakeStore.TryOpenAsync($"mooncake://127.0.0.1:{port}?library={library}&segment=0", Stop)).Error!;
        Assert.Equal((StoreErrorCode.SetupFailed, StoreOperation.Open), (error.Code, error.Operation));
        Assert.Contains("could not create a client", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_Cancelled_Throws()
    {
        string library = Uri.EscapeDataString(StubLibrary.PathOrSkip());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => MooncakeStore.OpenAsync($"mooncake://127.0.0.1:{FreePort()}?library={library}", new CancellationToken(canceled: true)));
    }

    /// <summary>A port of this machine that nobody listens on.</summary>
    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
