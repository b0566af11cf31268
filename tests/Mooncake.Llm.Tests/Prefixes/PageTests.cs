using System.Diagnostics.Metrics;
using Mooncake.Llm.LLamaSharp;
using Mooncake.TestTools;

namespace Mooncake.Llm.Prefixes.Tests;

/// <summary>What the pages list is what the packages have.</summary>
public sealed class PageTests
{
    [Fact]
    public void Instruments_AreOnTheObservabilityPage()
    {
        string page = Read("observability.md");
        Assert.All<Counter<long>>(
            [PrefixInstruments.LookedUpBlocks, PrefixInstruments.StoredBlocks, PrefixInstruments.UnansweredReads],
            instrument => Assert.Contains(
                $"| `{instrument.Name}` | `{instrument.Unit}` | counter | `{PrefixInstruments.Outcome}` |",
                page,
                StringComparison.Ordinal));
    }

    [Fact]
    public void Options_AreOnThePage()
    {
        string page = Read("llm.md");
        Assert.All(
            typeof(PrefixCacheOptions).GetProperties(), option => Assert.Contains($"| `{option.Name}` | ", page, StringComparison.Ordinal));
        Assert.All(
            typeof(LlamaPrefixCacheOptions).GetProperties().Where(static option => option.Name is not "Cache" and not "ScratchSequence"),
            option => Assert.Contains(option.Name, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Defaults_AreOnThePage()
    {
        PrefixCacheOptions options = new();
        string page = Read("llm.md");
        Assert.Contains($"| `MaxQueuedBlocks` | {options.MaxQueuedBlocks} |", page, StringComparison.Ordinal);
        Assert.Contains($"| `MaxQueuedBytes` | {options.MaxQueuedBytes >> 20} MiB |", page, StringComparison.Ordinal);
        Assert.Contains($"| `MaxBatchBlocks` | {options.MaxBatchBlocks} |", page, StringComparison.Ordinal);
        Assert.Contains($"| `PrefetchBlocks` | {options.PrefetchBlocks} |", page, StringComparison.Ordinal);
        Assert.Contains($"| `MaxLateReads` | {options.MaxLateReads} |", page, StringComparison.Ordinal);
        Assert.Contains($"| `FailurePause` | {options.FailurePause.TotalSeconds} s |", page, StringComparison.Ordinal);
        Assert.Contains($"| `CloseTimeout` | {options.CloseTimeout.TotalSeconds} s |", page, StringComparison.Ordinal);
        Assert.Contains($"| `BlockSize` | {new LlamaPrefixCacheOptions().BlockSize} tokens.", page, StringComparison.Ordinal);
    }

    private static string Read(string page) => File.ReadAllText(Repository.PathOf("docs", page));
}
