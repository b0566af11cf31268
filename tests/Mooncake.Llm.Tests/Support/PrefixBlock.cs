namespace Mooncake.Llm.Tests.Support;

/// <summary>A block of tests.</summary>
[StoreKey("prefix/{Hash}")]
internal sealed partial record PrefixBlock(string Hash, ReadOnlyMemory<byte> State)
{
    /// <summary>A block whose bytes depend on its hash.</summary>
    internal static PrefixBlock Of(BlockHash hash) => new(hash.ToString(), hash.Bytes.ToArray());
}
