using Mooncake;

// The namespace of samples/KvCacheReplay, whose files this project compiles.
namespace KvCacheReplay;

/// <summary>The KV-cache of one block of tokens, under a prefix that no other program uses.</summary>
/// <param name="Hash">The block's hash id.</param>
/// <param name="Payload">Bytes derived from the hash.</param>
[StoreKey("mooncake-replay/{Hash:x16}", Integrity = StoreIntegrity.Checksum)]
internal sealed partial record KvBlock(ulong Hash, ReadOnlyMemory<byte> Payload)
{
    /// <summary>What all keys begin with.</summary>
    internal const string Prefix = "mooncake-replay/";
}
