using LLama.Native;

namespace Mooncake.Llm.LLamaSharp;

/// <summary>The settings of a <see cref="LlamaPrefixCache"/>.</summary>
public sealed class LlamaPrefixCacheOptions
{
    /// <summary>
    /// The number of tokens in a block: a prefix is stored and restored in multiples of it. All processes that share blocks need the same.
    /// </summary>
    /// <value>256 unless set; from 1 to <see cref="TokenBlockKeys.MaxBlockSize"/>.</value>
    public int BlockSize { get; set; } = 256;

    /// <summary>
    /// Part of the model's identity: what the context's parameters do not say, such as the LoRA adapters in use, or a tenant that shares
    /// nothing with others. Contexts with different texts share no blocks.
    /// </summary>
    /// <value>Empty unless set.</value>
    public string Variant { get; set; } = string.Empty;

    /// <summary>The sequence by way of which blocks are copied. Nothing else may use it.</summary>
    /// <value>The context's last sequence unless set.</value>
    public LLamaSeqId? ScratchSequence { get; set; }

    /// <summary>
    /// How many bytes of blocks are read at a time, at least one block. They occupy registered memory of the store (<c>pool=</c>) until
    /// they are copied into the context.
    /// </summary>
    /// <value>256 MiB unless set; at least 1.</value>
    public long MaxReadBytes { get; set; } = 256 << 20;

    /// <summary>The limits of the queue and of reads.</summary>
    public PrefixCacheOptions Cache { get; set; } = new();
}
