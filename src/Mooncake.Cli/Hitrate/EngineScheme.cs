using Mooncake.Llm;

namespace Mooncake.Cli.Hitrate;

/// <summary>How an engine hashes prompts and names the objects of their blocks.</summary>
/// <param name="keys">The hashes.</param>
/// <param name="format">The names.</param>
/// <param name="extraKeys">What vLLM hashes besides tokens; null for other engines.</param>
internal sealed class EngineScheme(TokenBlockKeys keys, BlockKeyFormat format, VllmExtraKeys? extraKeys = null)
{
    /// <summary>The number of tokens in a block.</summary>
    internal int BlockSize => keys.BlockSize;

    /// <summary>The keys of the objects of a prompt's complete blocks, block by block.</summary>
    /// <param name="tokens">The prompt.</param>
    /// <exception cref="ArgumentException">The engine has no such token.</exception>
    internal string[] KeysOf(int[] tokens)
    {
        BlockHash[] hashes = new BlockHash[keys.CountBlocks(tokens.Length)];
        _ = extraKeys is null || keys is not VllmBlockKeys vllm
            ? keys.HashBlocks(tokens, hashes)
            : vllm.HashBlocks(tokens, extraKeys, hashes);
        return format.KeysOf(hashes);
    }

    /// <summary>The number of blocks that a number of leading keys is complete for.</summary>
    /// <param name="keyCount">The number of keys.</param>
    internal int CountBlocks(int keyCount) => format.CountBlocks(keyCount);
}
