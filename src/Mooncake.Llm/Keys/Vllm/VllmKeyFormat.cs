using Mooncake.Llm.Keys.Vllm;

namespace Mooncake.Llm;

/// <summary>
/// The keys of vLLM's <c>MooncakeStoreConnector</c>, one for each rank:
/// <c>[prefix@]model@tp_rank:0@pcp0@dcp0@pp_rank:0@group:0@hash</c>.
/// </summary>
/// <remarks>
/// As <c>PoolKey</c> and <c>KeyMetadata</c> in <c>vllm/distributed/kv_transfer/kv_connector/v1/mooncake/store/data.py</c> of
/// vllm-project/vllm at commit 015cb3c. The hashes are those of <see cref="VllmBlockKeys"/>. If a model's block size is a multiple of the
/// size of hashed blocks, the key has the last hash of the block.
/// </remarks>
public sealed class VllmKeyFormat : BlockKeyFormat
{
    private readonly string _model;

    /// <summary>Creates the format for a model.</summary>
    /// <param name="model">The model as vLLM was given it; its last part after <c>/</c> becomes part of the keys.</param>
    /// <exception cref="ArgumentException">The model is null or has no name.</exception>
    public VllmKeyFormat(string model) => _model = VllmModel.NameOf(model);

    /// <summary>The ranks, each of which has an object for every block.</summary>
    /// <value>Rank 0 alone unless set. The list is copied.</value>
    /// <exception cref="ArgumentException">The list is null or empty, or a rank is negative.</exception>
    public IReadOnlyList<VllmRank> Ranks
    {
        get;
        init => field = VllmModel.Validated(value);
    } = [default];

    /// <summary>
    /// The KV cache group, which numbers the kinds of attention of a hybrid model; null for versions without groups, as at commit 6d6eb50.
    /// </summary>
    /// <value>0 unless set.</value>
    public int? Group { get; init; } = 0;

    /// <summary>The connector's setting <c>cache_prefix</c>, which separates deployments; empty for none.</summary>
    /// <value>Empty unless set.</value>
    public string CachePrefix { get; init; } = "";

    /// <inheritdoc/>
    public override int KeysPerBlock => Ranks.Count;

    private protected override string Format(BlockHash hash, int index)
    {
        VllmRank rank = Ranks[index];
        string prefix = string.IsNullOrEmpty(CachePrefix) ? "" : $"{CachePrefix}@";
        string group = Group is { } number ? $"@group:{number}" : "";
        return $"{prefix}{_model}@tp_rank:{rank.Tensor}@pcp{rank.PrefillContext}@dcp{rank.DecodeContext}"
            + $"@pp_rank:{rank.Pipeline}{group}@{hash}";
    }
}
