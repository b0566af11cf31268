namespace Mooncake.Llm;

/// <summary>An image or another multimodal input of a prompt for vLLM, and the placeholder tokens that stand for it.</summary>
/// <param name="Identifier">vLLM's identifier of the input, by default the hash of its content.</param>
/// <param name="Offset">The position of its first placeholder token in the prompt; not negative.</param>
/// <param name="Length">The number of placeholder tokens; at least 1.</param>
public readonly record struct VllmMedia(string Identifier, int Offset, int Length);
