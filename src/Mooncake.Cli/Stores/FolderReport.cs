namespace Mooncake.Cli.Stores;

/// <summary>The files of a durable store in a <see cref="DescribeReport"/>.</summary>
/// <param name="DiskBytes">The bytes of all files.</param>
/// <param name="LogBytes">The bytes of the logs that an opening would replay.</param>
/// <param name="CompactionBacklogBytes">The bytes of table files that are to be rewritten.</param>
/// <param name="LastCheckpoint">When the newest checkpoint of the schedule was made.</param>
/// <param name="CheckpointFailure">Why the last one was not made.</param>
internal sealed record FolderReport(
    long DiskBytes, long LogBytes, long CompactionBacklogBytes, DateTimeOffset? LastCheckpoint, string? CheckpointFailure);
