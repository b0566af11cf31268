using Mooncake.Conformance.Suites;

namespace Mooncake.Embedded.CApi.Probe;

/// <summary>The library answers as recorded.</summary>
public sealed class EmbeddedLibraryConformance : ConformanceSuite<EmbeddedLibraryEngine>;
