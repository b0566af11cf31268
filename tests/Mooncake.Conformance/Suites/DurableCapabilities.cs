using Mooncake.Conformance.Capabilities;
using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Suites;

/// <summary>The durable engine lets objects of its memory tier be read in place.</summary>
public sealed class DurableInPlaceReadConformance : InPlaceReadConformance<DurableEngine>;

/// <summary>The durable engine has conditional writes.</summary>
public sealed class DurableConditionalWriteConformance : ConditionalWriteConformance<DurableEngine>;

/// <summary>The durable engine has objects that expire.</summary>
public sealed class DurableExpiryConformance : ExpiryConformance<DurableEngine>;

/// <summary>The durable engine lists its keys.</summary>
public sealed class DurableKeyScanConformance : KeyScanConformance<DurableEngine>;

/// <summary>The durable engine counts what it does.</summary>
public sealed class DurableStatisticsConformance : StatisticsConformance<DurableEngine>;

/// <summary>The durable engine removes many objects in one call.</summary>
public sealed class DurableBulkRemovalConformance : BulkRemovalConformance<DurableEngine>;

/// <summary>The durable engine says why it has no room.</summary>
public sealed class DurableRoomReportConformance : RoomReportConformance<DurableEngine>;
