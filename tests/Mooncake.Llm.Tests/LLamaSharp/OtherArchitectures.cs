using LlamaDemo.Models;

namespace Mooncake.Llm.LLamaSharp.Tests;

/// <summary>Models whose caches are of other kinds than that of llama.</summary>
internal static class OtherArchitectures
{
    /// <summary>Layers with a sliding window.</summary>
    internal const string SlidingWindow = "gemma2";

    /// <summary>One state for all tokens so far.</summary>
    internal const string Recurrent = "mamba";

    private const int Width = 64;
    private const int Hidden = 128;
    private const int Layers = 2;

    /// <summary>Writes a model of random weights.</summary>
    internal static void Write(string path, string architecture)
    {
        using GgufWriter file = new();
        RandomWeights random = new(seed: 3);
        file.Add("general.architecture", architecture);
        file.Add($"{architecture}.context_length", 512u);
        file.Add($"{architecture}.embedding_length", (uint)Width);
        file.Add($"{architecture}.block_count", (uint)Layers);
        file.Add($"{architecture}.attention.layer_norm_rms_epsilon", 1e-5f);
        int vocabulary = RandomModel.AddVocabulary(file, architecture);
        Matrix("token_embd.weight", Width, vocabulary);
        Vector("output_norm.weight", Width);
        if (architecture == SlidingWindow)
        {
            AddSlidingWindow();
        }
        else
        {
            AddRecurrent();
        }

        file.Save(path);

        void AddSlidingWindow()
        {
            file.Add("gemma2.feed_forward_length", (uint)Hidden);
            file.Add("gemma2.attention.head_count", 4u);
            file.Add("gemma2.attention.head_count_kv", 2u);
            file.Add("gemma2.attention.key_length", 16u);
            file.Add("gemma2.attention.value_length", 16u);
            file.Add("gemma2.attention.sliding_window", 64u);
            for (int layer = 0; layer < Layers; layer++)
            {
                Vector($"blk.{layer}.attn_norm.weight", Width);
                Matrix($"blk.{layer}.attn_q.weight", Width, Width);
                Matrix($"blk.{layer}.attn_k.weight", Width, Width / 2);
                Matrix($"blk.{layer}.attn_v.weight", Width, Width / 2);
                Matrix($"blk.{layer}.attn_output.weight", Width, Width);
                Vector($"blk.{layer}.post_attention_norm.weight", Width);
                Vector($"blk.{layer}.ffn_norm.weight", Width);
                Matrix($"blk.{layer}.ffn_gate.weight", Width, Hidden);
                Matrix($"blk.{layer}.ffn_up.weight", Width, Hidden);
                Matrix($"blk.{layer}.ffn_down.weight", Hidden, Width);
                Vector($"blk.{layer}.post_ffw_norm.weight", Width);
            }
        }

        void AddRecurrent()
        {
            const int inner = 2 * Width;
            const int kernel = 4;
            const int state = 16;
            const int rank = 4;
            file.Add("mamba.ssm.conv_kernel", (uint)kernel);
            file.Add("mamba.ssm.inner_size", (uint)inner);
            file.Add("mamba.ssm.state_size", (uint)state);
            file.Add("mamba.ssm.time_step_rank", (uint)rank);
            file.Add("mamba.feed_forward_length", 0u);
            file.Add("mamba.attention.head_count", 0u);
            for (int layer = 0; layer < Layers; layer++)
            {
                Vector($"blk.{layer}.attn_norm.weight", Width);
                Matrix($"blk.{layer}.ssm_in.weight", Width, 2 * inner);
                Matrix($"blk.{layer}.ssm_conv1d.weight", kernel, inner, is32: true);
                Vector($"blk.{layer}.ssm_conv1d.bias", inner);
                Matrix($"blk.{layer}.ssm_x.weight", inner, rank + (2 * state));
                Matrix($"blk.{layer}.ssm_dt.weight", rank, inner);
                Vector($"blk.{layer}.ssm_dt.bias", inner);
                Matrix($"blk.{layer}.ssm_a", state, inner, is32: true);
                Vector($"blk.{layer}.ssm_d", inner);
                Matrix($"blk.{layer}.ssm_out.weight", inner, Width);
            }
        }

        void Matrix(string name, int columns, int rows, bool is32 = false) =>
            file.AddTensor(name, columns, rows, random.Next(columns * rows, 0.1f), is32);

        void Vector(string name, int length) => file.AddTensor(name, length, 1, random.Next(length, 0.1f), is32: true);
    }
}
