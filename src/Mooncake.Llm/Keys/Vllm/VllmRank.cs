namespace Mooncake.Llm;

/// <summary>Which part of a block's state a worker of vLLM holds. Every number is 0 without the kind of parallelism.</summary>
/// <param name="Tensor">
/// The number of the part under tensor parallelism. Workers with the same heads, as with fewer KV heads than GPUs or with MLA, share it.
/// </param>
/// <param name="Pipeline">The rank under pipeline parallelism.</param>
/// <param name="PrefillContext">The rank under prefill context parallelism.</param>
/// <param name="DecodeContext">The rank under decode context parallelism.</param>
public readonly record struct VllmRank(int Tensor, int Pipeline = 0, int PrefillContext = 0, int DecodeContext = 0);
