namespace Mooncake.Llm.Keys.Vllm;

/// <summary>What vLLM hashes of one block, and its two encodings.</summary>
internal readonly ref struct VllmBlock
{
    /// <summary>The hash of the block before, or the root.</summary>
    public required ReadOnlySpan<byte> Parent { get; init; }

    /// <summary>The tokens of the block.</summary>
    public required ReadOnlySpan<int> Tokens { get; init; }

    /// <summary>The position of the block's first token in the prompt.</summary>
    public required int Position { get; init; }

    /// <summary>The adapter's name, the first of the extra keys; null for none.</summary>
    public string? LoraName { get; init; }

    /// <summary>The inputs with tokens in the block, the next extra keys.</summary>
    public ReadOnlySpan<VllmMedia> Media { get; init; }

    /// <summary>The salt, the last extra key; null for none.</summary>
    public string? Salt { get; init; }

    // vLLM hashes None if there is no extra key.
    private int ExtraKeyCount => (LoraName is null ? 0 : 1) + Media.Length + (Salt is null ? 0 : 1);

    /// <summary>Encodes the block in CBOR.</summary>
    /// <param name="destination">Room for the message.</param>
    /// <returns>The message.</returns>
    public ReadOnlySpan<byte> EncodeCbor(Span<byte> destination)
    {
        CborMessage message = new(destination);
        message.StartArray(3);
        message.Write(Parent);
        message.WriteArray(Tokens);
        if (ExtraKeyCount == 0)
        {
            message.WriteNull();
            return message.Written;
        }

        message.StartArray(ExtraKeyCount);
        if (LoraName is not null)
        {
            message.Write(LoraName);
        }

        foreach (VllmMedia input in Media)
        {
            message.StartArray(2);
            message.Write(input.Identifier);
            message.Write(input.Offset - Position);
        }

        if (Salt is not null)
        {
            message.Write(Salt);
        }

        return message.Written;
    }

    /// <summary>Encodes the block as CPython pickles it.</summary>
    /// <param name="destination">Room for the message.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">A text occurs twice in the extra keys.</exception>
    public ReadOnlySpan<byte> EncodePickle(Span<byte> destination)
    {
        RequireDistinctTexts();
        PickleMessage message = new(destination);
        message.StartTuple(3);
        message.Write(Parent);
        message.WriteTuple(Tokens);
        if (ExtraKeyCount == 0)
        {
            message.WriteNone();
            message.EndTuple(3);
            return message.End();
        }

        message.StartTuple(ExtraKeyCount);
        if (LoraName is not null)
        {
            message.Write(LoraName);
        }

        foreach (VllmMedia input in Media)
        {
            message.StartTuple(2);
            message.Write(input.Identifier);
            message.Write(input.Offset - Position);
            message.EndTuple(2);
        }

        if (Salt is not null)
        {
            message.Write(Salt);
        }

        message.EndTuple(ExtraKeyCount);
        message.EndTuple(3);
        return message.End();
    }

    private void RequireDistinctTexts()
    {
        string? twice = LoraName is not null && LoraName == Salt ? Salt : null;
        for (int i = 0; i < Media.Length; i++)
        {
            string identifier = Media[i].Identifier;
            bool isRepeated = identifier == LoraName || identifier == Salt;
            for (int j = 0; j < i; j++)
            {
                isRepeated |= identifier == Media[j].Identifier;
            }

            twice = isRepeated ? identifier : twice;
        }

        if (twice is not null)
        {
            throw new ArgumentException(
                $"'{twice}' occurs twice in the extra keys of the block at position {Position}. The hash then depends on "
                + "whether vLLM has one "
                + "object for both. Start vLLM with --prefix-caching-hash-algo sha256_cbor.");
        }
    }
}
