namespace Mooncake.Buffers;

/// <summary>Identifies a block.</summary>
/// <param name="Run">The run that it belongs to.</param>
/// <param name="Index">Its index in the run.</param>
internal readonly record struct BlockRef(BufferRun Run, int Index);
