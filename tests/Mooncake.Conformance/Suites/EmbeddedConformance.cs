using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Suites;

/// <summary>The in-process engine answers as recorded.</summary>
public sealed class EmbeddedConformance : ConformanceSuite<EmbeddedEngine>;
