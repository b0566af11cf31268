using System.Collections.Concurrent;
using System.Diagnostics;
using Mooncake.Pipeline;
using Mooncake.Testing;

namespace Mooncake.Observability;

/// <summary>What spans tell a listener.</summary>
[Collection(nameof(ProcessWideTests))]
public sealed class ActivityTests : StoreTest
{
    [Fact]
    public async Task Get_Listened_IsAClientSpanUnderTheCallers()
    {
        ConcurrentBag<Activity> ended = [];
        using ActivitySource source = new("test");
        using ActivityListener listener = Listen(ended);
        using Activity caller = source.StartActivity("caller") ?? throw new InvalidOperationException("Nobody listens.");

        Assert.True((await Store.Blocks.GetAsync("model", 3, 1, Stop)).IsMissing);

        Activity span = Assert.Single(ended, activity => activity.ParentId == caller.Id);
        Assert.Equal($"get {nameof(Block)}", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("mooncake", span.GetTagItem("db.system.name"));
        Assert.Same(caller, Activity.Current);
    }

    [Fact]
    public async Task GetMany_Listened_TellsHowManyThereWere()
    {
        ConcurrentBag<Activity> ended = [];
        using ActivitySource source = new("test");
        using ActivityListener listener = Listen(ended);
        using Activity caller = source.StartActivity("caller") ?? throw new InvalidOperationException("Nobody listens.");

        _ = await Store.Raw.GetManyAsync(["a", "b", "c"], Stop);
        _ = await Store.Raw.GetManyAsync(["a"], Stop);

        Activity[] spans = [.. ended.Where(activity => activity.ParentId == caller.Id).OrderBy(static activity => activity.StartTimeUtc)];
        Assert.Equal([3, null], spans.Select(static span => span.GetTagItem("db.operation.batch.size")));
    }

    [Fact]
    public async Task Put_Failed_IsASpanWithItsError()
    {
        ConcurrentBag<Activity> ended = [];
        using ActivitySource source = new("test");
        using ActivityListener listener = Listen(ended);
        using Activity caller = source.StartActivity("caller") ?? throw new InvalidOperationException("Nobody listens.");

        Assert.True((await Store.Raw.PutAsync("empty", ReadOnlyMemory<byte>.Empty, cancellationToken: Stop)).IsFailed);

        Activity span = Assert.Single(ended, activity => activity.ParentId == caller.Id);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(nameof(StoreErrorCode.EmptyObject), span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Sampler_OfASpan_SeesWhatIsKnownOfTheOperation()
    {
        ConcurrentQueue<KeyValuePair<string, object?>[]> seen = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == "Mooncake.Sdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                seen.Enqueue([.. options.Tags ?? []]);
                return ActivitySamplingResult.None;
            },
        };
        ActivitySource.AddActivityListener(listener);

        Assert.True((await Store.Blocks.GetAsync("model", 3, 1, Stop)).IsMissing);

        Assert.Equal([new("db.system.name", "mooncake"), new("db.operation.name", "get"), new("db.collection.name", nameof(Block))], Assert.Single(seen));
    }

    [Fact]
    public async Task Exists_FailedInTheLibrary_IsASpanWithItsNumber()
    {
        ConcurrentBag<Activity> ended = [];
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail)));
        using ActivitySource source = new("test");
        using ActivityListener listener = Listen(ended);
        using Activity caller = source.StartActivity("caller") ?? throw new InvalidOperationException("Nobody listens.");

        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsFailed);

        Activity span = Assert.Single(ended, activity => activity.ParentId == caller.Id);
        Assert.Equal(("RpcFail", "-900"), (span.GetTagItem("error.type"), span.GetTagItem("db.response.status_code")));
    }

    private static ActivityListener Listen(ConcurrentBag<Activity> ended)
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name is "Mooncake.Sdk" or "test",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
