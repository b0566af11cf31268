using LLama;
using LLama.Native;

namespace Mooncake.Llm.LLamaSharp.Models;

/// <summary>Recognises contexts whose state cannot be divided into blocks.</summary>
internal static class UnsupportedModels
{
    /// <summary>Why a context is refused, as a sentence; null if nothing is known against it.</summary>
    internal static string? ReasonFor(LLamaContext context)
    {
        SafeLlamaModelHandle model = context.NativeHandle.ModelHandle;
        if (model.IsRecurrent)
        {
            return "The model is recurrent: it has one state for all tokens so far, which cannot be divided into blocks.";
        }

        if (model.SWACount > 0)
        {
            return $"The model has layers with a sliding window of {model.SWACount} tokens: they forget the tokens before it, so blocks "
                + "would not be complete.";
        }

        if (model.HasEncoder || !model.HasDecoder || model.IsDiffusion)
        {
            return "The model is an encoder or a diffusion model: the state of a token depends on tokens after it.";
        }

        if (context.Params.AttentionType == LLamaAttentionType.NonCausal)
        {
            return "The context's attention is not causal: the state of a token depends on tokens after it.";
        }

        return context.NativeHandle.MaxSeq < 2
            ? "Restoring needs a second sequence: set SeqMax in the context's parameters to one more than the number of sequences in use."
            : null;
    }
}
