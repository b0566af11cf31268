namespace Mooncake.Cli.Durable;

/// <summary>The answer of <see cref="CheckpointCommand"/>.</summary>
/// <param name="Folder">The store's folder.</param>
/// <param name="Checkpoint">The folder of the copy.</param>
internal sealed record CheckpointReport(string Folder, string Checkpoint);
