using System.Globalization;

namespace LlamaDemo.Models;

/// <summary>
/// A model of the llama architecture with random weights. It produces noise, but costs as much and has the same state as a trained model
/// of its sizes. Each byte of a text is a token.
/// </summary>
internal static class RandomModel
{
    private const int FirstByte = 3;
    private const int NormalToken = 1;
    private const int UnknownToken = 2;
    private const int ControlToken = 3;
    private const int ByteToken = 6;

    /// <summary>Writes the model as a GGUF file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">The model's sizes.</param>
    /// <param name="seed">Equal seeds give equal files.</param>
    public static void Write(string path, ModelShape shape, ulong seed = 1)
    {
        using GgufWriter file = new();
        AddSizes(file, shape);
        int vocabulary = AddVocabulary(file, "llama");
        AddWeights(file, shape, vocabulary, new RandomWeights(seed));
        file.Save(path);
    }

    /// <summary>Adds a vocabulary of bytes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="architecture">The model's architecture.</param>
    /// <returns>The number of tokens.</returns>
    internal static int AddVocabulary(GgufWriter file, string architecture)
    {
        List<string> tokens = ["<unk>", "<s>", "</s>"];
        List<int> types = [UnknownToken, ControlToken, ControlToken];
        for (int value = 0; value < 256; value++)
        {
            tokens.Add(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"));
            types.Add(ByteToken);
        }

        // The tokenizer replaces spaces by this character.
        tokens.Add("\u2581");
        types.Add(NormalToken);

        file.Add("tokenizer.ggml.model", "llama");
        file.Add("tokenizer.ggml.tokens", tokens);
        file.Add("tokenizer.ggml.scores", new float[tokens.Count]);
        file.Add("tokenizer.ggml.token_type", types);
        file.Add("tokenizer.ggml.unknown_token_id", 0u);
        file.Add("tokenizer.ggml.bos_token_id", 1u);
        file.Add("tokenizer.ggml.eos_token_id", 2u);
        file.Add("tokenizer.ggml.add_space_prefix", false);
        file.Add($"{architecture}.vocab_size", (uint)tokens.Count);
        return tokens.Count;
    }

    private static void AddSizes(GgufWriter file, ModelShape shape)
    {
        file.Add("general.architecture", "llama");
        file.Add("general.name", "random weights");
        file.Add("general.file_type", 1u);
        file.Add("llama.context_length", (uint)shape.Context);
        file.Add("llama.embedding_length", (uint)shape.Width);
        file.Add("llama.block_count", (uint)shape.Layers);
        file.Add("llama.feed_forward_length", (uint)shape.Hidden);
        file.Add("llama.attention.head_count", (uint)shape.Heads);
        file.Add("llama.attention.head_count_kv", (uint)shape.KeyHeads);
        file.Add("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        file.Add("llama.rope.dimension_count", (uint)shape.HeadWidth);
        file.Add("llama.rope.freq_base", 10000f);
    }

    private static void AddWeights(GgufWriter file, ModelShape shape, int vocabulary, RandomWeights random)
    {
        int keyWidth = shape.HeadWidth * shape.KeyHeads;
        AddMatrix("token_embd", shape.Width, vocabulary);
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"blk.{layer}.");
            AddNorm(name + "attn_norm");
            AddMatrix(name + "attn_q", shape.Width, shape.Width);
            AddMatrix(name + "attn_k", shape.Width, keyWidth);
            AddMatrix(name + "attn_v", shape.Width, keyWidth);
            AddMatrix(name + "attn_output", shape.Width, shape.Width);
            AddNorm(name + "ffn_norm");
            AddMatrix(name + "ffn_gate", shape.Width, shape.Hidden);
            AddMatrix(name + "ffn_up", shape.Width, shape.Hidden);
            AddMatrix(name + "ffn_down", shape.Hidden, shape.Width);
        }

        AddNorm("output_norm");
        AddMatrix("output", shape.Width, vocabulary);

        void AddMatrix(string name, int columns, int rows) =>
            file.AddTensor(name + ".weight", columns, rows, random.Next(columns * rows, MathF.Sqrt(3f / columns)), is32: false);

        void AddNorm(string name)
        {
            Half[] ones = new Half[shape.Width];
            Array.Fill(ones, (Half)1f);
            file.AddTensor(name + ".weight", shape.Width, 1, ones, is32: true);
        }
    }
}
