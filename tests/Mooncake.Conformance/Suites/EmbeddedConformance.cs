using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Suites;

/// <summary>The engine in the process answers as recorded.</summary>
public sealed class EmbeddedConformance : ConformanceSuite<EmbeddedEngine>;
