namespace LlamaDemo;

/// <summary>What the command line says.</summary>
/// <param name="Model">The model's file, or null for one of random weights.</param>
/// <param name="Connect">The store's connection string.</param>
/// <param name="Prompts">The number of prompts.</param>
/// <param name="SharedTokens">The number of tokens that they share.</param>
/// <param name="BlockSize">The number of tokens in a block.</param>
/// <param name="Threads">Threads that compute; 0 for one per core.</param>
/// <param name="Waits">True to keep the store open until Enter is pressed.</param>
internal sealed record DemoSettings(FileInfo? Model, string Connect, int Prompts, int SharedTokens, int BlockSize, int Threads, bool Waits);
