using System.Text.Json.Serialization;

namespace KvCacheReplay;

/// <summary>Reads trace lines without reflection.</summary>
[JsonSerializable(typeof(TraceRequest))]
internal sealed partial class TraceJson : JsonSerializerContext;
