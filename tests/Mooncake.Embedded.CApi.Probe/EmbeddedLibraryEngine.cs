using Mooncake.Backends;
using Mooncake.Conformance.Engines;

namespace Mooncake.Embedded.CApi.Probe;

/// <summary>The engine of this project behind the C ABI, in real time: the path that a cluster takes, without a cluster.</summary>
public sealed class EmbeddedLibraryEngine : NativeLibraryEngine
{
    /// <inheritdoc/>
    public override string? UnavailableReason => LibraryUnderTest.WhyNot;

    /// <inheritdoc/>
    protected override string? LibraryPath => null;

    /// <inheritdoc/>
    protected override StoreSetup Connection => new() { MasterServerAddress = $"conformance-{Guid.NewGuid()}:1" };

    /// <inheritdoc/>
    protected override bool IsShared => false;
}
