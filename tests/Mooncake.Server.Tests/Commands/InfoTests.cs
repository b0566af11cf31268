using Mooncake.Server.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Server.Tests.Commands;

/// <summary>What <c>INFO</c> reports of an engine whose writes fail.</summary>
public sealed class InfoTests : SessionTest
{
    private FaultBackend _engine = null!;

    /// <inheritdoc/>
    protected override MooncakeStoreOptions StoreOptions => new()
    {
        SegmentBytes = 64L << 20,
        TimeProvider = Clock,
        DecorateBackend = backend => _engine = new FaultBackend(
            backend, new FaultPlan(1, new FaultRule(StoreCalls.HealthCheck, Fault.Fail((int)StoreHealth.WritesFail)))),
    };

    [Fact]
    public void WriteStatus_FollowsTheHealthOfTheEngine()
    {
        Assert.Contains("aof_last_write_status:err\r\n", Command("INFO", "persistence"), StringComparison.Ordinal);

        _engine.IsEnabled = false;
        Assert.Contains("aof_last_write_status:ok\r\n", Command("INFO", "persistence"), StringComparison.Ordinal);
    }
}
