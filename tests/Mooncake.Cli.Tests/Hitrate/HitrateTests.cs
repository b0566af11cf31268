using System.Text;
using System.Text.Json;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;
using Mooncake.Llm;

namespace Mooncake.Cli.Tests.Hitrate;

public sealed class HitrateTests : IAsyncLifetime
{
    private static readonly int[] Tokens = [.. Enumerable.Range(1, 100)];

    private readonly string _connection = $"embedded://hitrate-{Guid.NewGuid():N}?segment=16MiB";
    private MooncakeStore _store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await MooncakeStore.OpenAsync(_connection, Stop);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Hitrate_OfVllm_CountsTheLeadingBlocksOfAllRanks()
    {
        VllmKeyFormat format = new("org/model") { Ranks = [new(0), new(1)] };
        string[] keys = format.KeysOf(new VllmBlockKeys(VllmHashAlgorithm.Sha256Pickle, "0", 16).HashBlocks(Tokens));
        await StoreAsync(keys[..7]);

        ToolResult run = await RunAsync(JsonSerializer.Serialize(Tokens), "--scheme", "vllm", "--model", "org/model", "--tp", "2");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Equal("prompt        100 tokens, 6 blocks of 16\nin the store  48 tokens, 3 blocks\nhit rate      48.0 %\n", run.Output);
    }

    [Fact]
    public async Task Hitrate_OfVllmWithAdapterAndSalt_UsesTheirKeys()
    {
        BlockHash[] hashes = new BlockHash[6];
        new VllmBlockKeys(VllmHashAlgorithm.XxHash128Cbor, "7", 16).HashBlocks(Tokens, new VllmExtraKeys { LoraName = "l", CacheSalt = "s" }, hashes);
        await StoreAsync(new VllmKeyFormat("m") { CachePrefix = "p" }.KeysOf(hashes));

        ToolResult run = await RunAsync(
            string.Join(' ', Tokens),
            "--scheme", "vllm", "--model", "m", "--seed", "7", "--hash-algorithm", "xxhash_cbor", "--lora", "l", "--salt", "s", "--prefix", "p", "--json");

        Assert.Equal(96, Property(run.Output, "storedTokens"));
    }

    [Fact]
    public async Task Hitrate_OfVllmAscend_UsesItsKeys()
    {
        await StoreAsync(new VllmAscendKeyFormat("m").KeysOf(new VllmBlockKeys(VllmHashAlgorithm.Sha256Cbor, "0", 50).HashBlocks(Tokens)));

        ToolResult run = await RunAsync(string.Join(',', Tokens), "--scheme", "vllm-ascend", "--model", "m", "--block-size", "50", "--hash-algorithm", "sha256_cbor", "--json");

        Assert.Equal(2, Property(run.Output, "storedBlocks"));
    }

    [Fact]
    public async Task Hitrate_OfSglang_NeedsBothObjectsOfABlock()
    {
        string[] keys = new SglangKeyFormat("m").KeysOf(new SglangBlockKeys(64).HashBlocks(Tokens));
        await StoreAsync(keys[..1]);

        ToolResult run = await RunAsync(string.Join(' ', Tokens), "--scheme", "sglang", "--model", "m", "--json");

        Assert.Equal(0, Property(run.Output, "storedBlocks"));
        Assert.Equal(1, Property(run.Output, "blocks"));
    }

    [Fact]
    public async Task Hitrate_OfLMCache_UsesItsKeys()
    {
        LMCacheBlockKeys keys = new(VllmHashAlgorithm.Sha256Cbor, "0", 32);
        await StoreAsync(new LMCacheKeyFormat("m", "half") { WorldSize = 2 }.KeysOf(keys.HashBlocks(Tokens)));

        ToolResult run = await RunAsync(
            string.Join(' ', Tokens), "--scheme", "lmcache", "--model", "m", "--dtype", "half", "--tp", "2", "--block-size", "32", "--json");

        Assert.Equal(3, Property(run.Output, "storedBlocks"));
    }

    [Fact]
    public async Task Hitrate_OfSeveralPrompts_ShowsEachAndAll()
    {
        await StoreAsync(new SglangKeyFormat("m").KeysOf(new SglangBlockKeys(10).HashBlocks(Tokens)));

        ToolResult run = await RunAsync(
            $"[{JsonSerializer.Serialize(Tokens)}, [5, 6, 7]]", "--scheme", "sglang", "--model", "m", "--block-size", "10");

        Assert.Equal(
            "prompt\ttokens\tblocks\tstored blocks\thit rate\n1\t100\t10\t10\t100.0 %\n2\t3\t0\t0\t0.0 %\nall\t103\t10\t10\t97.1 %\n", run.Output);
    }

    [Fact]
    public async Task Hitrate_OfAFile_ReadsIt()
    {
        string path = Path.Combine(Path.GetTempPath(), $"tokens-{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(path, "1 2 3 4\n", Stop);
        try
        {
            ToolResult run = await new TestHost().RunAsync(
                "hitrate", "--connect", _connection, "--tokens", path, "--scheme", "sglang", "--model", "m", "--block-size", "2", "--json");

            Assert.Equal(2, Property(run.Output, "blocks"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("builtin", "hash()")]
    [InlineData("md5", "sha256_cbor")]
    public async Task Hitrate_OfAnAlgorithmThatCannotBeReproduced_IsAUsageErrorWithTheReason(string algorithm, string reason)
    {
        ToolResult run = await RunAsync("1 2", "--scheme", "vllm", "--model", "m", "--hash-algorithm", algorithm);

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("1 2\n3 x", "'x' in line 2")]
    [InlineData("[1, \"a\"]", "'a' is not a token id")]
    [InlineData("[1, [2]]", "in an array with something else")]
    [InlineData("[[1], 2]", "'2' is not a token id")]
    [InlineData("[1, 9999999999]", "'9999999999' is not a token id")]
    [InlineData("[1, 2", "Expected")]
    [InlineData("-1 2", "Prompt 1: Token 0 is -1")]
    public async Task Hitrate_OfAnythingButTokens_IsAUsageErrorThatSaysWhat(string content, string message)
    {
        ToolResult run = await RunAsync(content, "--scheme", "sglang", "--model", "m", "--block-size", "1");

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tp", "100000")]
    [InlineData("--block-size", "9000000000")]
    public async Task Hitrate_OfANumberThatIsTooLarge_IsAUsageError(string option, string value) =>
        Assert.Equal(ExitCode.Usage, (await RunAsync("1", "--scheme", "sglang", "--model", "m", option, value)).Code);

    [Theory]
    [InlineData("sglang", "--lora", "a")]
    [InlineData("sglang", "--seed", "0")]
    [InlineData("vllm", "--dtype", "half")]
    [InlineData("lmcache", "--salt", "s")]
    public async Task Hitrate_OfAnOptionThatTheEngineLacks_IsAUsageError(string scheme, string option, string value)
    {
        ToolResult run = await RunAsync("1", "--scheme", scheme, "--model", "m", option, value);

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains($"{option} is for", run.Error, StringComparison.Ordinal);
    }

    private static int Property(string json, string name)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetInt32();
    }

    private Task<ToolResult> RunAsync(string tokens, params string[] arguments) => new TestHost { Input = Encoding.UTF8.GetBytes(tokens) }
        .RunAsync(["hitrate", "--connect", _connection, "--tokens", "-", .. arguments]);

    private async Task StoreAsync(string[] keys) => (await _store.Raw.PutManyAsync(
        [.. keys.Select(static key => KeyValuePair.Create(key, new ReadOnlyMemory<byte>([1])))], cancellationToken: Stop)).ThrowIfFailed();
}
