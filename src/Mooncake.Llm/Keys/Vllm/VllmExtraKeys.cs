using Mooncake.Llm.Keys;
using Mooncake.Llm.Keys.Vllm;

namespace Mooncake.Llm;

/// <summary>What vLLM hashes into the blocks of a request besides the tokens. Immutable.</summary>
public sealed class VllmExtraKeys
{
    private readonly VllmMedia[] _media = [];

    /// <summary>The name of the LoRA adapter, which is part of every block; null for none.</summary>
    /// <value>Null unless set.</value>
    /// <exception cref="ArgumentException">The name is not well-formed UTF-16.</exception>
    public string? LoraName
    {
        get;
        init
        {
            _ = VllmHash.MeasureText(value, nameof(LoraName));
            field = value;
        }
    }

    /// <summary>
    /// The salt that separates the caches of tenants (<c>cache_salt</c>), part of the first block; null or empty for none.
    /// </summary>
    /// <value>Null unless set.</value>
    /// <exception cref="ArgumentException">The salt is not well-formed UTF-16.</exception>
    public string? CacheSalt
    {
        get;
        init
        {
            _ = VllmHash.MeasureText(value, nameof(CacheSalt));
            field = value;
        }
    }

    /// <summary>The multimodal inputs; each is part of the blocks that contain its placeholder tokens.</summary>
    /// <value>Empty unless set. The list is copied.</value>
    /// <exception cref="ArgumentException">
    /// The inputs are not sorted by their offsets, overlap, or one has no valid identifier, offset or length.
    /// </exception>
    public IReadOnlyList<VllmMedia> Media
    {
        get => _media;
        init => _media = Validated(value);
    }

    /// <summary>The inputs, without the cost of an interface.</summary>
    internal ReadOnlySpan<VllmMedia> MediaSpan => _media;

    /// <summary>The salt, if it is part of a block that begins at a position; otherwise null.</summary>
    /// <param name="position">The position of the block's first token.</param>
    internal string? SaltAt(int position) => position == 0 && !string.IsNullOrEmpty(CacheSalt) ? CacheSalt : null;

    /// <summary>The most bytes that the extra keys of one block are encoded in.</summary>
    internal int MeasureBlock()
    {
        int size = CborMessage.MaxHead
            + VllmHash.MeasureText(LoraName, nameof(LoraName))
            + VllmHash.MeasureText(CacheSalt, nameof(CacheSalt));
        foreach (VllmMedia media in _media)
        {
            size += CborMessage.MaxHead + VllmHash.MeasureText(media.Identifier, nameof(Media)) + CborMessage.MaxToken;
        }

        return size;
    }

    private static VllmMedia[] Validated(IReadOnlyList<VllmMedia> media)
    {
        ArgumentNullException.ThrowIfNull(media);
        VllmMedia[] copy = [.. media];
        long end = 0;
        for (int i = 0; i < copy.Length; i++)
        {
            VllmMedia item = copy[i];
            if (item.Identifier is null || item.Length < 1 || item.Offset < end)
            {
                throw new ArgumentException(
                    $"Input {i} ({item}) needs an identifier, a length of at least 1, and an offset of at least {end}, where the "
                    + "input before it ends.",
                    nameof(media));
            }

            _ = VllmHash.MeasureText(item.Identifier, nameof(Media));
            end = (long)item.Offset + item.Length;
        }

        return copy;
    }
}
