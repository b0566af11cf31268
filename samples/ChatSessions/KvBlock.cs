using Mooncake;

namespace ChatSessions;

/// <summary>A block of a KV-cache: what a model has computed for a part of a conversation.</summary>
/// <param name="Model">The model.</param>
/// <param name="Session">The conversation.</param>
/// <param name="Block">The number of the block in the conversation.</param>
/// <param name="Payload">The bytes. A lease reads them without a copy.</param>
[StoreKey("kv/{Model}/{Session:N}/{Block:D5}")]
public sealed partial record KvBlock(string Model, Guid Session, int Block, ReadOnlyMemory<byte> Payload);
