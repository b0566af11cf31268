namespace Mooncake.Buffers;

/// <summary>Names a block.</summary>
/// <param name="Run">The run that it belongs to.</param>
/// <param name="Index">Its place in the run.</param>
internal readonly record struct BlockRef(BufferRun Run, int Index);
