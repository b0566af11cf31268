using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Suites;

/// <summary>The backends of Mooncake.Testing change nothing that they are not told to.</summary>
public sealed class DecoratedConformance : ConformanceSuite<DecoratedEngine>;
