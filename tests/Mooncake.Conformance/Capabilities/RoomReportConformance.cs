using Mooncake.Backends;
using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Capabilities;

/// <summary>Why there is no room.</summary>
/// <typeparam name="TEngine">The engine.</typeparam>
public abstract class RoomReportConformance<TEngine> : CapabilitySuite<TEngine, ISpaceReporter>
    where TEngine : ConformanceEngine, new()
{
    [Fact]
    public void Report_OfAnObjectThatNoSegmentHolds_SaysSo()
    {
        using CapabilityClient client = Open();
        OutOfSpaceReport report = client.Backend.GetCapability<ISpaceReporter>()!.ReportOutOfSpace(1u << 30, keyLength: 1);
        Assert.Equal(OutOfSpaceCause.ObjectTooLarge, report.Cause);
        Assert.InRange(report.LargestObjectBytes, 1, 1L << 30);
    }
}
