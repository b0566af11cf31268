using System.CommandLine;
using System.Globalization;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Hitrate;

/// <summary>Shows how much of prompts an LLM engine would find in the store.</summary>
internal sealed class HitrateCommand : StoreCommand
{
    private readonly Option<string> _tokens = new("--tokens")
    {
        Description = "The file with the token ids: JSON arrays, or a line of numbers for each prompt. - for standard input.",
        HelpName = "file",
        Required = true,
    };

    private readonly EngineOptions _engine = new();

    /// <summary>Declares the command.</summary>
    internal HitrateCommand()
        : base(
            "hitrate",
            "Shows how much of a prompt an LLM engine would find in the store: computes the keys of its blocks as the engine does, "
            + "and checks "
                + "which leading blocks are there. The checks renew the leases of the blocks that they find.")
    {
        Options.Add(_tokens);
        foreach (Option option in _engine.All)
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
    [
        "hitrate --tokens prompt.json --scheme vllm --model meta-llama/Llama-3.1-8B --tp 2",
        "hitrate --tokens prompts.txt --scheme sglang --model Qwen/Qwen3-8B --block-size 64 --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        EngineScheme scheme = _engine.Read(run);
        List<int[]> prompts = TokenFile.Parse(await ReadAsync(run));
        List<HitrateReport> reports = [];
        for (int i = 0; i < prompts.Count; i++)
        {
            HitrateReport report = await CheckAsync(store, scheme, i + 1, prompts[i], run);
            reports.Add(report);
            if (run.IsJson)
            {
                run.Output.Json(report, HitrateJson.Default.HitrateReport);
            }
        }

        if (!run.IsJson)
        {
            Write(run, reports, scheme.BlockSize);
        }

        return ExitCode.Done;
    }

    private static async Task<HitrateReport> CheckAsync(MooncakeStore store, EngineScheme scheme, int number, int[] tokens, ToolRun run)
    {
        string[] keys;
        try
        {
            keys = scheme.KeysOf(tokens);
        }
        catch (ArgumentException exception)
        {
            throw new ToolException(ExitCode.Usage, $"Prompt {number}: {exception.Message}");
        }

        int found = ToolRun.Require(await store.Raw.LongestPrefixAsync(keys, run.Cancellation));
        int blocks = scheme.CountBlocks(found);
        return new HitrateReport(number, tokens.Length, scheme.CountBlocks(keys.Length), blocks, blocks * scheme.BlockSize);
    }

    private static void Write(ToolRun run, List<HitrateReport> reports, int blockSize)
    {
        if (reports is [HitrateReport prompt])
        {
            FactList facts = new();
            facts.Add("prompt", $"{Units.Count(prompt.Tokens, "token")}, {Units.Count(prompt.Blocks, "block")} of {blockSize}");
            facts.Add("in the store", $"{Units.Count(prompt.StoredTokens, "token")}, {Units.Count(prompt.StoredBlocks, "block")}");
            facts.Add("hit rate", UseBar.Of(prompt.StoredTokens, prompt.Tokens, run.Output.IsTerminal));
            facts.WriteTo(run.Output);
            return;
        }

        TextTable table = new("prompt#", "tokens#", "blocks#", "stored blocks#", "hit rate#");
        foreach (HitrateReport report in reports)
        {
            Add(
                    table, report.Prompt.ToString(CultureInfo.InvariantCulture), report.Tokens, report.Blocks, report.StoredBlocks,
                    report.StoredTokens);
        }

        Add(
            table,
            "all",
            reports.Sum(static report => (long)report.Tokens),
            reports.Sum(static report => (long)report.Blocks),
            reports.Sum(static report => (long)report.StoredBlocks),
            reports.Sum(static report => (long)report.StoredTokens));
        run.Output.Table(table);
    }

    private static void Add(TextTable table, string name, long tokens, long blocks, long storedBlocks, long storedTokens) => table.Add(
        name,
        tokens.ToString(CultureInfo.InvariantCulture),
        blocks.ToString(CultureInfo.InvariantCulture),
        storedBlocks.ToString(CultureInfo.InvariantCulture),
        Units.Percent(storedTokens, tokens));

    private Task<byte[]> ReadAsync(ToolRun run) => run.Get(_tokens) is { } path and not "-"
        ? ToolFiles.ReadBytesAsync(path, run.Cancellation)
        : ToolFiles.ReadInputAsync(run.Host, run.Cancellation);
}
