namespace Mooncake.Llm.Prefixes;

/// <summary>An entry of the queue: a block or a draft to be stored, or a mark that completes when all entries before it are done.</summary>
/// <typeparam name="TBlock">The stored type.</typeparam>
/// <param name="Bytes">The size of the block.</param>
internal readonly record struct QueuedBlock<TBlock>(long Bytes)
{
    /// <summary>The block; the type's default in other entries.</summary>
    internal TBlock? Block { get; init; }

    /// <summary>The draft, owned by the queue; or null.</summary>
    internal StoreDraft<TBlock, byte>? Draft { get; init; }

    /// <summary>The mark, or null.</summary>
    internal TaskCompletionSource? Mark { get; init; }
}
