namespace Mooncake.Durable;

/// <summary>How far a long operation is.</summary>
/// <param name="Done">What is done: objects of a verification, bytes of a compaction.</param>
/// <param name="Total">
/// What there was to do when it began, in the same unit; <paramref name="Done"/> may end a little above or below.
/// </param>
public readonly record struct DurableProgress(long Done, long Total);
