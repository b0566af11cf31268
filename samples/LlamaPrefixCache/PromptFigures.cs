namespace LlamaDemo;

/// <summary>The first token of one prompt, computed in several ways.</summary>
/// <param name="Tokens">The length of the prompt.</param>
/// <param name="Plain">Without a store.</param>
/// <param name="Fill">With a store that did not have the prompt's beginning, or null.</param>
/// <param name="Hit">With a store that had it.</param>
internal sealed record PromptFigures(int Tokens, FirstToken Plain, FirstToken? Fill, FirstToken Hit)
{
    /// <summary>How many times faster the hit was.</summary>
    public double Speedup => Plain.Time / Hit.Time;
}
