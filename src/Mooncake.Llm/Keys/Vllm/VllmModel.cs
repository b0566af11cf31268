namespace Mooncake.Llm.Keys.Vllm;

/// <summary>What the key formats of vLLM and vLLM Ascend have in common: the name of a model, and ranks.</summary>
internal static class VllmModel
{
    /// <summary>The part of a model's name or path that the keys contain.</summary>
    /// <param name="model">The model as vLLM was given it.</param>
    /// <exception cref="ArgumentException">The model is null or has no name.</exception>
    public static string NameOf(string model)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ReadOnlySpan<char> path = model.AsSpan().TrimEnd('/');
        string name = path[(path.LastIndexOf('/') + 1)..].ToString();
        return name.Length > 0 ? name : throw new ArgumentException($"'{model}' has no name after its last slash.", nameof(model));
    }

    /// <summary>Copies a list of ranks.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <exception cref="ArgumentException">The list is null or empty, or a rank is negative.</exception>
    public static VllmRank[] Validated(IReadOnlyList<VllmRank> ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        VllmRank[] copy = [.. ranks];
        if (copy.Length == 0)
        {
            throw new ArgumentException("The list of ranks is empty; a model on one GPU has the rank 0.", nameof(ranks));
        }

        foreach (VllmRank rank in copy)
        {
            if ((rank.Tensor | rank.Pipeline | rank.PrefillContext | rank.DecodeContext) < 0)
            {
                throw new ArgumentException($"{rank} has a negative number.", nameof(ranks));
            }
        }

        return copy;
    }
}
