using Mooncake.Llm.Keys.Vllm;

namespace Mooncake.Llm;

/// <summary>
/// The keys of vLLM Ascend's <c>AscendStoreConnector</c>, one for each rank:
/// <c>model@pcp0@dcp0@head_or_tp_rank:0@pp_rank:0@group:0@cache_role:kv@cache_family:default@hash</c>.
/// </summary>
/// <remarks>
/// As <c>PoolKey</c> and <c>KeyMetadata</c> in <c>vllm_ascend/distributed/kv_transfer/kv_pool/ascend_store/metadata.py</c> of
/// vllm-project/vllm-ascend at commit 182b75e. The hashes are those of <see cref="VllmBlockKeys"/>. Keys of single layers are not
/// supported.
/// </remarks>
public sealed class VllmAscendKeyFormat : BlockKeyFormat
{
    private readonly string _model;

    /// <summary>Creates the format for a model.</summary>
    /// <param name="model">The model as vLLM was given it; its last part after <c>/</c> becomes part of the keys.</param>
    /// <exception cref="ArgumentException">The model is null or has no name.</exception>
    public VllmAscendKeyFormat(string model) => _model = VllmModel.NameOf(model);

    /// <summary>The ranks, each of which has an object for every block.</summary>
    /// <value>Rank 0 alone unless set. The list is copied.</value>
    /// <exception cref="ArgumentException">The list is null or empty, or a rank is negative.</exception>
    public IReadOnlyList<VllmRank> Ranks
    {
        get;
        init => field = VllmModel.Validated(value);
    } = [default];

    /// <summary>The KV cache group, which numbers the kinds of attention of a hybrid model.</summary>
    /// <value>0 unless set.</value>
    public int Group { get; init; }

    /// <summary>The kind of cache: <c>kv</c> or <c>state</c>.</summary>
    /// <value><c>kv</c> unless set.</value>
    public string CacheRole { get; init; } = "kv";

    /// <summary>The compression of the cache: <c>default</c>, <c>c1</c>, <c>c4</c> and so on, or <c>mixed</c>.</summary>
    /// <value><c>default</c> unless set.</value>
    public string CacheFamily { get; init; } = "default";

    /// <inheritdoc/>
    public override int KeysPerBlock => Ranks.Count;

    private protected override string Format(BlockHash hash, int index)
    {
        VllmRank rank = Ranks[index];
        return $"{_model}@pcp{rank.PrefillContext}@dcp{rank.DecodeContext}@head_or_tp_rank:{rank.Tensor}@pp_rank:{rank.Pipeline}"
            + $"@group:{Group}@cache_role:{CacheRole}@cache_family:{CacheFamily}@{hash}";
    }
}
