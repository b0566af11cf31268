namespace Mooncake.Llm;

/// <summary>
/// The keys of SGLang's HiCache with the Mooncake store: <c>model_hash_rank_k</c> and <c>model_hash_rank_v</c> for each rank, or
/// <c>model_hash__k</c> alone for models with MLA.
/// </summary>
/// <remarks>
/// As <c>MooncakeStore</c> in <c>python/sglang/srt/mem_cache/storage/mooncake_store/mooncake_store.py</c> of sgl-project/sglang at commit
/// 00fe477. The hashes are those of <see cref="SglangBlockKeys"/>. The pools of hybrid models and of draft models are not supported.
/// </remarks>
public sealed class SglangKeyFormat : BlockKeyFormat
{
    private readonly string _prefix;

    /// <summary>Creates the format for a model.</summary>
    /// <param name="model">
    /// The model as SGLang was given it, in which every <c>/</c> becomes <c>-</c>; null for versions whose keys do not contain it.
    /// </param>
    /// <param name="backendTag">The setting <c>extra_backend_tag</c>, which comes before the model; null for none.</param>
    /// <exception cref="ArgumentException">The model is empty.</exception>
    public SglangKeyFormat(string? model, string? backendTag = null)
    {
        if (model is { Length: 0 })
        {
            throw new ArgumentException("The model is empty; null stands for keys without it.", nameof(model));
        }

        _prefix = (backendTag is null ? "" : $"{backendTag}_") + (model is null ? "" : $"{model.Replace('/', '-')}_");
    }

    /// <summary>
    /// True if the model has multi-head latent attention, whose state has no separate values and is the same on all GPUs.
    /// </summary>
    /// <value>False unless set.</value>
    public bool IsLatentAttention { get; init; }

    /// <summary>
    /// The number of ranks under tensor parallelism (<c>--tp-size</c>), or what heads are split for (<c>tp_lcm_size</c>).
    /// </summary>
    /// <value>1 unless set; at least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int TensorParallelSize
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TensorParallelSize), value, "There is at least one rank.");
    } = 1;

    /// <summary>The number of ranks under pipeline parallelism (<c>--pp-size</c>).</summary>
    /// <value>1 unless set; at least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int PipelineParallelSize
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PipelineParallelSize), value, "There is at least one rank.");
    } = 1;

    /// <inheritdoc/>
    public override int KeysPerBlock => IsLatentAttention ? PipelineParallelSize : checked(2 * TensorParallelSize * PipelineParallelSize);

    private protected override string Format(BlockHash hash, int index)
    {
        if (IsLatentAttention)
        {
            return PipelineParallelSize == 1 ? $"{_prefix}{hash}__k" : $"{_prefix}{hash}_{index}_k";
        }

        string kind = index % 2 == 0 ? "k" : "v";
        int rank = index / 2;
        return PipelineParallelSize == 1
            ? $"{_prefix}{hash}_{rank}_{kind}"
            : $"{_prefix}{hash}_{rank / PipelineParallelSize}_{rank % PipelineParallelSize}_{kind}";
    }
}
