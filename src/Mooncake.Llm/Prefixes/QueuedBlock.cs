namespace Mooncake.Llm.Prefixes;

/// <summary>An entry of the queue: a block to be stored, or a mark that completes when all entries before it are done.</summary>
/// <typeparam name="TBlock">The stored type.</typeparam>
/// <param name="Block">The block; the type's default in a mark.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Mark">The mark, or null.</param>
internal readonly record struct QueuedBlock<TBlock>(TBlock Block, long Bytes, TaskCompletionSource? Mark);
