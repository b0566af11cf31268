using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Capabilities;

/// <summary>
/// What every engine has to pass that offers a capability. An engine that lists the capability (<see cref="ConformanceEngine.Capabilities"/>)
/// gets a class that derives from the capability's suite and holds nothing else.
/// </summary>
/// <typeparam name="TEngine">The engine.</typeparam>
/// <typeparam name="TCapability">The capability's interface.</typeparam>
public abstract class CapabilitySuite<TEngine, TCapability>
    where TEngine : ConformanceEngine, new()
    where TCapability : class
{
    private readonly TEngine _engine = new();

    [Fact]
    public void Capability_IsOffered()
    {
        using CapabilityClient client = Open();
        Assert.Contains(typeof(TCapability), _engine.Capabilities);
        Assert.NotNull(client.Backend.GetCapability<TCapability>());
    }

    /// <summary>Opens a client of an empty cluster.</summary>
    private protected CapabilityClient Open()
    {
        if (_engine.UnavailableReason is { } reason)
        {
            Assert.Skip(reason);
        }

        return new CapabilityClient(_engine);
    }
}
