using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Mooncake.Observability;
using Mooncake.Pipeline;
using Mooncake.Testing;

namespace Mooncake.DocumentTests;

/// <summary><c>docs/observability.md</c> lists exactly what the SDK tells: instruments, attributes, log events.</summary>
[Collection(nameof(ProcessWideTests))]
public sealed partial class ObservabilityPageTests
{
    private static readonly string Page = Documents.Read("observability.md");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Metrics_WithUnitAndKind_AreTheMeters() => Assert.Equal(
        MeterRecorder.Published().Select(static instrument => (instrument.Name, instrument.Unit!, KindOf(instrument))).Order(),
        InstrumentRow().Matches(Section("Metrics")).Select(static row => (row.Groups["name"].Value, row.Groups["unit"].Value, row.Groups["kind"].Value)).Order());

    [Fact]
    public async Task Metrics_Attributes_AreThoseThatMeasurementsHave()
    {
        string cluster = MeterRecorder.NewCluster();
        using MeterRecorder recorder = new(cluster);

        await OperateAsync(cluster, recorder.ReadGauges);

        Assert.All(InstrumentRow().Matches(Section("Metrics")), row => Assert.Equal(
            QuotedIn(row.Groups["attributes"].Value).Concat([AttributeNames.System, AttributeNames.Namespace]).Order(StringComparer.Ordinal),
            recorder.TagsOf(row.Groups["name"].Value)));
    }

    [Fact]
    public async Task Traces_Attributes_AreThoseThatSpansHave()
    {
        ConcurrentQueue<Activity> ended = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == StoreInstruments.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await OperateAsync(MeterRecorder.NewCluster(), static () => { });

        Assert.Equal(
            FirstColumn("Traces").Concat([AttributeNames.System, AttributeNames.Namespace]).Order(StringComparer.Ordinal),
            ended.SelectMany(static span => span.TagObjects.Select(static tag => tag.Key)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void StoresAttributes_AreThoseOfEveryEngine()
    {
        MooncakeStoreOptions[] stores = [MooncakeStoreOptions.Parse("embedded://name").GetValueOrThrow(), MooncakeStoreOptions.Parse("mooncake://master:50051").GetValueOrThrow()];

        Assert.Equal(
            stores.SelectMany(static options => new StoreTelemetry(options).StoreTags.Select(static tag => tag.Key)).Distinct().Order(StringComparer.Ordinal),
            FirstColumn("Store attributes").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Logs_WithIdLevelAndName_AreTheEvents()
    {
        IEnumerable<(int, LogLevel, string)> events =
            from method in typeof(Log).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            let message = method.GetCustomAttribute<LoggerMessageAttribute>()
            where message is not null
            orderby message.EventId
            select (message.EventId, message.Level, message.EventName ?? method.Name);

        Assert.Equal(
            events,
            EventRow().Matches(Section("Logs")).Select(static row => (int.Parse(row.Groups["id"].ValueSpan, null), Enum.Parse<LogLevel>(row.Groups["level"].ValueSpan), row.Groups["name"].Value)));
    }

    /// <summary>Operations that end in every way, alone and of a list.</summary>
    private static async Task OperateAsync(string cluster, Action whileOpen)
    {
        FaultRule sizes = new(StoreCalls.GetSize, Fault.Fail(StoreErrorCode.RpcFail));
        await using PipelineStore store = await PipelineStore.OpenAsync(options => options.Embedded.ClusterName = cluster, sizes);
        await store.PutAllAsync(["a"]);
        Assert.Equal((1, 1), Counts(await store.Raw.GetManyAsync(["a", "b"], Stop)));
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsFound);
        Assert.True((await store.Raw.SizeOfAsync("a", Stop)).IsFailed);
        whileOpen();

        static (int Found, int Missing) Counts(StoreBatch<byte[]> batch) => (batch.FoundCount, batch.MissingCount);
    }

    private static string Section(string title)
    {
        Match section = Regex.Match(Page, $@"^## {title}$(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(section.Success, $"The page has no section '{title}'.");
        return section.Groups[1].Value;
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "Histogram`1" => "histogram",
        "Counter`1" => "counter",
        "ObservableGauge`1" => "gauge",
        _ => instrument.GetType().Name,
    };

    private static IEnumerable<string> FirstColumn(string section) => AttributeRow().Matches(Section(section)).SelectMany(static row => QuotedIn(row.Groups[1].Value));

    private static IEnumerable<string> QuotedIn(string cell) => Quoted().Matches(cell).Select(static match => match.Groups[1].Value);

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \| `(?<unit>[^`]+)` \| (?<kind>\w+) \| (?<attributes>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| (`[^|]+`) \|", RegexOptions.Multiline)]
    private static partial Regex AttributeRow();

    [GeneratedRegex(@"^\| (?<id>\d+) \| (?<level>\w+) \| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
