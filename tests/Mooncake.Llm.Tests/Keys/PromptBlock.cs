namespace Mooncake.Llm.Keys.Tests;

/// <summary>The state of a block, under a hash that is a number: no text is allocated for its key.</summary>
[StoreKey("prompt/{Model}/{Hash:x32}")]
public sealed partial record PromptBlock(string Model, UInt128 Hash, ReadOnlyMemory<byte> State);
