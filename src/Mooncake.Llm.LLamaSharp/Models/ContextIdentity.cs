using System.Globalization;
using System.Text;
using LLama;
using LLama.Abstractions;
using Mooncake.Llm.LLamaSharp.States;

namespace Mooncake.Llm.LLamaSharp.Models;

/// <summary>
/// Everything that a state depends on besides the tokens, as text: contexts with equal texts can exchange states. The texts of two contexts
/// that cannot must differ; those of two that could may differ as well.
/// </summary>
internal static class ContextIdentity
{
    /// <summary>The identity of a context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="model">The identity of its weights.</param>
    /// <param name="layout">How it writes states: types of the cache, number and sizes of the layers.</param>
    /// <param name="variant">What the application adds.</param>
    internal static string Of(LLamaContext context, ModelFingerprint model, StateLayout layout, string variant)
    {
        IContextParams parameters = context.Params;
        StringBuilder text = new();
        Add("format", "mooncake-llama-1");
        Add("weights", model.Text);

        // LLamaSharp's assembly has no version number. Its module has an id, which every build changes, and it runs with one llama.cpp
        // only.
        Add("engine", typeof(LLamaContext).Module.ModuleVersionId);
        Add("state", layout);

        // Some models choose the factors of their positions by the size of the context.
        Add("context", context.ContextSize);
        Add("type", parameters.ContextType);
        Add("attention", parameters.AttentionType);
        Add("flash", parameters.FlashAttention);
        Add("rope-base", parameters.RopeFrequencyBase);
        Add("rope-scale", parameters.RopeFrequencyScale);
        Add("yarn-scaling", parameters.YarnScalingType);
        Add("yarn-extrapolation", parameters.YarnExtrapolationFactor);
        Add("yarn-attention", parameters.YarnAttentionFactor);
        Add("yarn-fast", parameters.YarnBetaFast);
        Add("yarn-slow", parameters.YarnBetaSlow);
        Add("yarn-context", parameters.YarnOriginalContext);

        // The only value of an application's choice is the last, so no value can look like another line.
        Add("variant", variant);
        return text.ToString();

        void Add(string name, object? value) => text.Append(CultureInfo.InvariantCulture, $"{name}={value ?? "default"}\n");
    }
}
