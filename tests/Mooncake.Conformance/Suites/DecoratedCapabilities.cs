using Mooncake.Conformance.Capabilities;
using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Suites;

/// <summary>Mooncake.Testing's backends pass conditional writes on.</summary>
public sealed class DecoratedConditionalWriteConformance : ConditionalWriteConformance<DecoratedEngine>;

/// <summary>Mooncake.Testing's backends pass expiry on.</summary>
public sealed class DecoratedExpiryConformance : ExpiryConformance<DecoratedEngine>;

/// <summary>Mooncake.Testing's backends pass key scans on.</summary>
public sealed class DecoratedKeyScanConformance : KeyScanConformance<DecoratedEngine>;

/// <summary>Mooncake.Testing's backends pass statistics on.</summary>
public sealed class DecoratedStatisticsConformance : StatisticsConformance<DecoratedEngine>;

/// <summary>Mooncake.Testing's backends pass removals of many objects on.</summary>
public sealed class DecoratedBulkRemovalConformance : BulkRemovalConformance<DecoratedEngine>;

/// <summary>Mooncake.Testing's backends pass on why there is no room.</summary>
public sealed class DecoratedRoomReportConformance : RoomReportConformance<DecoratedEngine>;
