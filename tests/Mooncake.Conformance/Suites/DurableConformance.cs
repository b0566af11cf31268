using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Suites;

/// <summary>The durable engine answers as recorded.</summary>
public sealed class DurableConformance : ConformanceSuite<DurableEngine>;
