namespace LlamaDemo;

/// <summary>The first token of one prompt, computed in several ways.</summary>
/// <param name="Tokens">The length of the prompt.</param>
/// <param name="Plain">Without a store.</param>
/// <param name="Fill">With a store that did not have the prompt's beginning, or null.</param>
/// <param name="Hit">With a store that had it.</param>
/// <param name="Restoring">The part of the hit's time until the state was restored; then the rest of the prompt was computed.</param>
internal sealed record PromptFigures(int Tokens, FirstToken Plain, FirstToken? Fill, FirstToken Hit, TimeSpan Restoring)
{
    /// <summary>How many times faster the hit was.</summary>
    public double Speedup => Plain.Time / Hit.Time;
}
