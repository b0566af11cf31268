using System.CommandLine;
using Mooncake.Cli.Frame;
using Mooncake.Llm;

namespace Mooncake.Cli.Hitrate;

/// <summary>The options that describe an engine: they have to be those that it was started with.</summary>
internal sealed class EngineOptions
{
    private const string Vllm = "vllm";
    private const string VllmAscend = "vllm-ascend";
    private const string Sglang = "sglang";
    private const string LMCache = "lmcache";

    // Far more than any deployment has, and few enough for the keys of a prompt.
    private const int MaxRanks = 1024;

    private readonly Option<string> _scheme = new("--scheme") { Description = "The engine.", Required = true };
    private readonly Option<string> _model = new("--model")
    {
        Description = "The model, as the engine was given it.",
        HelpName = "name",
        Required = true,
    };
    private readonly Option<long?> _blockSize = ToolOptions.Number(
        "--block-size", "Tokens in a block; 16 (vllm), 128 (vllm-ascend), 64 (sglang) or 256 (lmcache) without this option.", smallest: 1);

    private readonly Option<string?> _seed = new("--seed")
    {
        Description = "PYTHONHASHSEED of vLLM; 0 without this option.",
        HelpName = "text",
    };
    private readonly Option<string?> _algorithm = new("--hash-algorithm")
    {
        Description = "The hash algorithm; sha256 (vllm, vllm-ascend) or sha256_cbor (lmcache) without this option.",
        HelpName = "name",
    };

    private readonly Option<long?> _tensorRanks =
        ToolOptions.Number("--tp", "Tensor-parallel ranks with an object each; 1 without this option.", smallest: 1);
    private readonly Option<long?> _pipelineRanks =
        ToolOptions.Number("--pp", "Pipeline-parallel ranks; 1 without this option.", smallest: 1);
    private readonly Option<bool> _latent = new("--mla") { Description = "The model has multi-head latent attention, on SGLang." };
    private readonly Option<string?> _prefix = new("--prefix")
    {
        Description = "cache_prefix of vLLM, or extra_backend_tag of SGLang.",
        HelpName = "text",
    };

    private readonly Option<string?> _lora = new("--lora")
    {
        Description = "The name of the prompts' LoRA adapter, on vLLM.",
        HelpName = "name",
    };
    private readonly Option<string?> _salt = new("--salt") { Description = "cache_salt of the prompts, on vLLM.", HelpName = "text" };
    private readonly Option<string?> _dataType = new("--dtype")
    {
        Description = "The data type of LMCache's cache; bfloat16 without this option.",
        HelpName = "name",
    };

    /// <summary>Declares the options.</summary>
    internal EngineOptions() => _scheme.AcceptOnlyFromAmong(Vllm, VllmAscend, Sglang, LMCache);

    /// <summary>The options, in the order in which the help shows them.</summary>
    internal IReadOnlyList<Option> All =>
        [_scheme, _model, _blockSize, _seed, _algorithm, _tensorRanks, _pipelineRanks, _latent, _prefix, _lora, _salt, _dataType];

    /// <summary>The options that only some engines have.</summary>
    private IEnumerable<(Option Option, string[] Engines)> Special =>
    [
        (_seed, [Vllm, VllmAscend, LMCache]),
        (_algorithm, [Vllm, VllmAscend, LMCache]),
        (_latent, [Sglang]),
        (_prefix, [Vllm, Sglang]),
        (_lora, [Vllm, VllmAscend]),
        (_salt, [Vllm, VllmAscend]),
        (_dataType, [LMCache]),
    ];

    /// <summary>What the options describe.</summary>
    /// <param name="run">The command's run.</param>
    /// <exception cref="ToolException">A value is wrong, or hashes of this kind cannot be reproduced.</exception>
    internal EngineScheme Read(ToolRun run)
    {
        try
        {
            return Create(run);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new ToolException(ExitCode.Usage, exception.Message);
        }
    }

    private EngineScheme Create(ToolRun run)
    {
        string scheme = run.Get(_scheme)!;
        foreach ((Option option, string[] engines) in Special)
        {
            // Ignored, it would give a number that is wrong without a sign of it.
            if (run.Has(option) && !engines.Contains(scheme))
            {
                throw new ToolException(
                ExitCode.Usage, $"{option.Name} is for {string.Join(", ", engines)}; {scheme} has nothing like it.");
            }
        }

        string model = run.Get(_model)!;
        string seed = run.Get(_seed) ?? "0";
        string algorithm = run.Get(_algorithm) ?? (scheme == LMCache ? "sha256_cbor" : "sha256");
        int tensorRanks = CountRanks(run, _tensorRanks);
        int pipelineRanks = CountRanks(run, _pipelineRanks);
        VllmExtraKeys extraKeys = new() { LoraName = run.Get(_lora), CacheSalt = run.Get(_salt) };
        return scheme switch
        {
            Vllm => new EngineScheme(
                new VllmBlockKeys(VllmBlockKeys.ParseAlgorithm(algorithm), seed, Number(run, _blockSize, 16)),
                new VllmKeyFormat(model) { Ranks = Ranks(tensorRanks, pipelineRanks), CachePrefix = run.Get(_prefix) ?? "" },
                extraKeys),
            VllmAscend => new EngineScheme(
                new VllmBlockKeys(VllmBlockKeys.ParseAlgorithm(algorithm), seed, Number(run, _blockSize, 128)),
                new VllmAscendKeyFormat(model) { Ranks = Ranks(tensorRanks, pipelineRanks) },
                extraKeys),
            Sglang => new EngineScheme(
                new SglangBlockKeys(Number(run, _blockSize, 64)),
                new SglangKeyFormat(model, run.Get(_prefix))
                {
                    TensorParallelSize = tensorRanks,
                    PipelineParallelSize = pipelineRanks,
                    IsLatentAttention = run.Get(_latent),
                }),
            _ => new EngineScheme(
                new LMCacheBlockKeys(LMCacheBlockKeys.ParseAlgorithm(algorithm), seed, Number(run, _blockSize, 256)),
                new LMCacheKeyFormat(model, run.Get(_dataType) ?? "bfloat16") { WorldSize = tensorRanks * pipelineRanks }),
        };
    }

    private static int CountRanks(ToolRun run, Option<long?> option)
    {
        int ranks = Number(run, option, 1);
        return ranks <= MaxRanks ? ranks : throw new ToolException(ExitCode.Usage, $"{option.Name} is at most {MaxRanks}.");
    }

    private static int Number(ToolRun run, Option<long?> option, int fallback) => (int)Math.Min(run.Get(option) ?? fallback, int.MaxValue);

    private static VllmRank[] Ranks(int tensorRanks, int pipelineRanks) =>
    [
        .. Enumerable.Range(0, tensorRanks).SelectMany(tensor =>
                    Enumerable.Range(0, pipelineRanks).Select(pipeline => new VllmRank(tensor, pipeline))),
    ];
}
