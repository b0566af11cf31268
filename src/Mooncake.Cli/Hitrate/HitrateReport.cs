namespace Mooncake.Cli.Hitrate;

/// <summary>How much of a prompt is in the store.</summary>
/// <param name="Prompt">The number of the prompt in the file, from 1.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Blocks">Its complete blocks.</param>
/// <param name="StoredBlocks">How many leading blocks are complete in the store.</param>
/// <param name="StoredTokens">The tokens of these.</param>
internal sealed record HitrateReport(int Prompt, int Tokens, int Blocks, int StoredBlocks, int StoredTokens);
