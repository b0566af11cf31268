using System.Collections.Concurrent;
using System.Diagnostics;

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
