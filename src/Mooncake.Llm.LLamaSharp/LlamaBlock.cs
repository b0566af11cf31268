namespace Mooncake.Llm.LLamaSharp;

/// <summary>
/// The state of a llama.cpp sequence for one block of tokens, as <see cref="LlamaPrefixCache"/> stores it: <c>store.LlamaBlocks</c>.
/// </summary>
/// <param name="Model">
/// The model's identity (<see cref="LlamaPrefixCache.Model"/>), so that all blocks of a model can be listed and removed.
/// </param>
/// <param name="Block">The hash of the block and of all tokens before it, as hexadecimal digits.</param>
/// <param name="State">What llama.cpp wrote for the block's positions.</param>
[StoreKey("llama/{Model}/{Block}")]
public sealed partial record LlamaBlock(string Model, string Block, ReadOnlyMemory<byte> State);
