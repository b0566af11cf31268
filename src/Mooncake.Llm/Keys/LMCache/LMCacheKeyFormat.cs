using System.Buffers.Binary;

namespace Mooncake.Llm;

/// <summary>
/// The keys of LMCache, one for each worker: <c>model@worldSize@workerId@hash@dtype[@tag%value...]</c>, where the hash has no leading
/// zeros.
/// </summary>
/// <remarks>
/// As <c>CacheEngineKey.to_string</c> in <c>lmcache/utils.py</c> of LMCache/LMCache at commit 0353be8. The hashes are those of
/// <see cref="LMCacheBlockKeys"/>. Keys of single layers are not supported.
/// </remarks>
public sealed class LMCacheKeyFormat : BlockKeyFormat
{
    private readonly string _model;
    private readonly string _dataType;

    /// <summary>Creates the format for a model.</summary>
    /// <param name="model">The model as vLLM was given it.</param>
    /// <param name="dataType">
    /// LMCache's name of the cache's data type: <c>half</c>, <c>bfloat16</c>, <c>float</c>, <c>uint8</c>, <c>fp8_e4m3fn</c> and so on.
    /// </param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public LMCacheKeyFormat(string model, string dataType)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ArgumentException.ThrowIfNullOrEmpty(dataType);
        _model = model;
        _dataType = dataType;
    }

    /// <summary>The number of workers, each of which has an object for every chunk.</summary>
    /// <value>1 unless set; at least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int WorldSize
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(WorldSize), value, "There is at least one worker.");
    } = 1;

    /// <summary>
    /// The tags of a request, which are the settings that begin with <c>lmcache.tag.</c> without that beginning, in the request's order.
    /// </summary>
    /// <value>Empty unless set.</value>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <inheritdoc/>
    public override int KeysPerBlock => WorldSize;

    private protected override string Format(BlockHash hash, int index)
    {
        string key = $"{_model}@{WorldSize}@{index}@{NumberOf(hash):x}@{_dataType}";
        return Tags.Count == 0 ? key : $"{key}@{string.Join('@', Tags.Select(static tag => $"{tag.Key}%{tag.Value}"))}";
    }

    private static ulong NumberOf(BlockHash hash) =>
        hash.Length == sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64BigEndian(hash.Bytes)
            : throw new ArgumentException($"LMCache's hashes have 8 bytes, but this one has {hash.Length}.", nameof(hash));
}
