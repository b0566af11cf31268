namespace LlamaDemo.Models;

/// <summary>The sizes of a model of the llama architecture.</summary>
/// <param name="Layers">The number of layers.</param>
/// <param name="Width">The length of an embedding; a multiple of <paramref name="Heads"/>.</param>
/// <param name="Heads">The number of attention heads.</param>
/// <param name="KeyHeads">The number of heads with keys and values of their own; divides <paramref name="Heads"/>.</param>
/// <param name="Hidden">The width of the feed-forward layers.</param>
/// <param name="Context">The longest context in tokens.</param>
internal sealed record ModelShape(int Layers, int Width, int Heads, int KeyHeads, int Hidden, int Context)
{
    /// <summary>About 25 million weights: prefill takes seconds on a laptop, the file has 50 MB.</summary>
    public static readonly ModelShape Sample = new(Layers: 8, Width: 512, Heads: 8, KeyHeads: 4, Hidden: 1472, Context: 4096);

    /// <summary>The length of a head.</summary>
    public int HeadWidth => Width / Heads;
}
