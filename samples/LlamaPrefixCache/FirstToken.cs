namespace LlamaDemo;

/// <summary>How long the first token of an answer took, and what it was chosen from.</summary>
/// <param name="Time">The time from the prompt to the logits of the first token.</param>
/// <param name="Restored">The number of the prompt's tokens whose state came from the store.</param>
/// <param name="Logits">A number for each token of the vocabulary; the largest is the most likely one.</param>
internal sealed record FirstToken(TimeSpan Time, int Restored, float[] Logits)
{
    /// <summary>The most likely token.</summary>
    public int Token => Array.IndexOf(Logits, Logits.Max());

    /// <summary>The difference between the largest and the smallest logit.</summary>
    public float Range => Logits.Max() - Logits.Min();

    /// <summary>The largest difference between its logits and those of another.</summary>
    public float DifferenceFrom(FirstToken other) => Logits.Zip(other.Logits, static (left, right) => MathF.Abs(left - right)).Max();
}
