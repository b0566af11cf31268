using System.Net;
using System.Net.Sockets;
using Mooncake.Backends;
using Mooncake.Engines;
using Mooncake.Native;
using Mooncake.Testing;

namespace Mooncake.Opening;

/// <summary>Opening waits for a master that is not there yet, if it is asked to.</summary>
public sealed class WaitForMasterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Bound without listening: connections are refused, and the port is this test's.
    private readonly Socket _master = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ManualTimeProvider _clock = new();

    public WaitForMasterTests() => _master.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_MasterThatComesLater_WaitsForIt()
    {
        // The system's clock: a manual one would also pass the time limit of the check that succeeds.
        Task<PreflightFailure?> checking = CheckAsync("wait=10m", TimeProvider.System);
        await Task.Delay(TimeSpan.FromMilliseconds(100), Stop);
        Assert.False(checking.IsCompleted);

        _master.Listen();
        Assert.Null(await checking.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task Open_MasterThatNeverComes_FailsAfterTheWait()
    {
        Task<PreflightFailure?> checking = CheckAsync("wait=2s");
        while (!checking.IsCompleted)
        {
            Assert.True(SpinWait.SpinUntil(() => checking.IsCompleted || _clock.ArmedTimers > 0, Patience));
            _clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(StoreErrorCode.MasterUnreachable, (await checking)!.Code);
        Assert.InRange(_clock.Elapsed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Open_WithoutWaiting_FailsAtOnce() =>
        Assert.Equal(StoreErrorCode.MasterUnreachable, (await CheckAsync("timeout=15s"))!.Code);

    [Fact]
    public async Task Open_WithoutPreflight_ChecksOnlyIfItWaits()
    {
        Assert.Null(await CheckAsync("preflight=off"));
        Assert.False(CheckAsync("preflight=off&wait=30s").IsCompletedSuccessfully);
    }

    public void Dispose() => _master.Dispose();

    private async Task<PreflightFailure?> CheckAsync(string settings, TimeProvider? clock = null)
    {
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse($"mooncake://{_master.LocalEndPoint}?{settings}").GetValueOrThrow();
        options.TimeProvider = clock ?? _clock;
        return await ClusterEngine.FindProblemAsync(options, new StoreSetup { MasterServerAddress = options.Cluster.MasterAddress, MetadataServer = "P2PHANDSHAKE" }, Stop);
    }
}
