namespace Mooncake.Llm.LLamaSharp.States;

/// <summary>How a state holds the keys or the values of one layer.</summary>
/// <param name="Type">The number of the element type in ggml.</param>
/// <param name="Unit">Bytes of a row; in the transposed layout, bytes of an element.</param>
/// <param name="Width">1; in the transposed layout, the number of elements that a token has.</param>
internal readonly record struct TensorLayout(int Type, ulong Unit, uint Width)
{
    /// <summary>The bytes of one token.</summary>
    internal UInt128 BytesPerToken => (UInt128)Unit * Width;
}
