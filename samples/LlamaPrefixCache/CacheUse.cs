namespace LlamaDemo;

/// <summary>What the cache did for one prompt.</summary>
/// <param name="BlockBytes">The bytes of a block's state.</param>
/// <param name="Restoring">The time from the prompt to the restored state.</param>
/// <param name="StoredBlocks">The number of blocks that were queued to be stored.</param>
/// <param name="Copying">How long the engine was occupied with that.</param>
/// <param name="Storing">The time until they were stored, in the background.</param>
/// <param name="Problem">What went wrong, or null.</param>
internal sealed record CacheUse(
    int BlockBytes, TimeSpan Restoring, int StoredBlocks, TimeSpan Copying, TimeSpan Storing, string? Problem);
