using Mooncake;

namespace KvCacheReplay;

/// <summary>The KV-cache of one block of 512 tokens; the hash of its tokens, and of all before them, names it.</summary>
/// <param name="Hash">The block's hash id.</param>
/// <param name="Payload">Keys and values of all layers; here bytes derived from the hash.</param>
[StoreKey("kv/{Hash:x16}", Integrity = StoreIntegrity.Checksum)]
internal sealed partial record KvBlock(ulong Hash, ReadOnlyMemory<byte> Payload);
