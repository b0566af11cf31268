using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Suites;

/// <summary>The real library still answers as it did when it was recorded.</summary>
public sealed class RealLibraryConformance : ConformanceSuite<RealLibraryEngine>;
