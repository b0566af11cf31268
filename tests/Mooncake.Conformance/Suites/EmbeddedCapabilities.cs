using Mooncake.Conformance.Capabilities;
using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Suites;

/// <summary>The in-process engine reads objects where they lie.</summary>
public sealed class EmbeddedInPlaceReadConformance : InPlaceReadConformance<EmbeddedEngine>;

/// <summary>The in-process engine writes objects where they will lie.</summary>
public sealed class EmbeddedInPlaceWriteConformance : InPlaceWriteConformance<EmbeddedEngine>;

/// <summary>The in-process engine has conditional writes.</summary>
public sealed class EmbeddedConditionalWriteConformance : ConditionalWriteConformance<EmbeddedEngine>;

/// <summary>The in-process engine has objects that expire.</summary>
public sealed class EmbeddedExpiryConformance : ExpiryConformance<EmbeddedEngine>;

/// <summary>The in-process engine lists its keys.</summary>
public sealed class EmbeddedKeyScanConformance : KeyScanConformance<EmbeddedEngine>;

/// <summary>The in-process engine counts what it does.</summary>
public sealed class EmbeddedStatisticsConformance : StatisticsConformance<EmbeddedEngine>;

/// <summary>The in-process engine removes many objects in one call.</summary>
public sealed class EmbeddedBulkRemovalConformance : BulkRemovalConformance<EmbeddedEngine>;

/// <summary>The in-process engine says why it has no room.</summary>
public sealed class EmbeddedRoomReportConformance : RoomReportConformance<EmbeddedEngine>;
