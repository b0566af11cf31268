using System.Diagnostics;
using System.Globalization;

namespace Mooncake.Observability;

/// <summary>Metrics and spans of one store. Thread-safe.</summary>
internal sealed class StoreTelemetry
{
    private readonly TimeProvider _time;

    /// <summary>Takes what is constant about the store.</summary>
    internal StoreTelemetry(MooncakeStoreOptions options)
    {
        StoreInstruments.Publish();
        _time = options.TimeProvider;
        StoreTags = [.. TagsOf(options)];
        Identity = string.Join(',', StoreTags.Select(static tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));
        Calls = new CallMetrics(StoreTags);
    }

    /// <summary>The tags that all measurements of the store have.</summary>
    internal KeyValuePair<string, object?>[] StoreTags { get; }

    /// <summary><see cref="StoreTags"/> as text: the same for two stores whose measurements nobody can tell apart.</summary>
    internal string Identity { get; }

    /// <summary>What is counted of calls of the backend.</summary>
    internal CallMetrics Calls { get; }

    /// <summary>Begins to observe an operation, if anybody listens.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="collection">What it is done to; of this store.</param>
    internal OperationScope Begin(StoreOperation operation, CollectionTelemetry collection)
    {
        bool hasListeners = StoreInstruments.Activities.HasListeners();
        if (!hasListeners && !StoreInstruments.Duration.Enabled && !StoreInstruments.Lookups.Enabled && !StoreInstruments.Errors.Enabled)
        {
            return default;
        }

        // Where metrics alone are listened to, nothing is made that they do not need.
        return new OperationScope(collection, hasListeners ? StartActivity(operation, collection.Collection) : null, _time.GetTimestamp(), operation);
    }

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    internal void End(in OperationScope scope, in OperationEnd end)
    {
        TagList tags = TagsOf(scope.Operation, scope.Collection);
        if (StoreInstruments.Lookups.Enabled && scope.Operation is StoreOperation.Get or StoreOperation.Exists)
        {
            Count(tags, "hit", end.Found);
            Count(tags, "miss", end.Missing);
        }

        foreach (ErrorCount error in end.Errors.AsSpan())
        {
            StoreInstruments.Errors.Add(error.Count, With(tags, error.Type, error.NativeCode));
        }

        TagList ended = end.FirstError is { } first ? With(tags, first.Type, first.NativeCode) : tags;
        StoreInstruments.Duration.Record(_time.GetElapsedTime(scope.Start).TotalSeconds, ended);
        EndActivity(scope.Activity, in end);
    }

    private static IEnumerable<KeyValuePair<string, object?>> TagsOf(MooncakeStoreOptions options)
    {
        yield return new(AttributeNames.System, "mooncake");
        if (options.Engine != StoreEngine.Cluster)
        {
            if (options.Engine == StoreEngine.Embedded && options.Embedded.ClusterName is { } name)
            {
                yield return new(AttributeNames.Namespace, name);
            }

            yield break;
        }

        // A master found through a service, such as etcd://..., has no one host and port.
        string address = options.Cluster.MasterAddress;
        int colon = address.Contains("://", StringComparison.Ordinal) ? -1 : address.LastIndexOf(':');
        if (colon < 0)
        {
            yield return new(AttributeNames.ServerAddress, address);
            yield break;
        }

        // The brackets of an IPv6 address belong to how it is written in front of a port.
        yield return new(AttributeNames.ServerAddress, address[..colon].Trim('[', ']'));
        yield return new(AttributeNames.ServerPort, int.Parse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static TagList With(TagList tags, string errorType, int? nativeCode)
    {
        tags.Add(AttributeNames.ErrorType, errorType);
        if (nativeCode is { } native)
        {
            tags.Add(AttributeNames.StatusCode, native.ToString(CultureInfo.InvariantCulture));
        }

        return tags;
    }

    private static void EndActivity(Activity? activity, in OperationEnd end)
    {
        if (activity is null)
        {
            return;
        }

        int objects = end.Found + end.Missing + end.Failed;
        if (objects > 1)
        {
            // The conventions want no size on what is not a batch.
            activity.SetTag(AttributeNames.BatchSize, objects);
        }

        activity.SetTag(AttributeNames.Found, end.Found);
        activity.SetTag(AttributeNames.Missing, end.Missing);
        if (end.FirstError is { } error)
        {
            foreach ((string key, object? value) in With(default, error.Type, error.NativeCode))
            {
                activity.SetTag(key, value);
            }

            activity.SetStatus(ActivityStatusCode.Error, end.Description);
        }

        activity.Dispose();
    }

    private static void Count(TagList tags, string outcome, int count)
    {
        if (count > 0)
        {
            tags.Add(AttributeNames.Outcome, outcome);
            StoreInstruments.Lookups.Add(count, tags);
        }
    }

    /// <summary>Starts a span, if a listener wants it: samplers see what is known of the operation.</summary>
    private Activity? StartActivity(StoreOperation operation, string collection)
    {
        Activity? parent = Activity.Current;
        Activity? activity = StoreInstruments.Activities.StartActivity(
            $"{AttributeNames.NameOf(operation)} {collection}", ActivityKind.Client, parentContext: default, TagsOf(operation, collection));

        // The caller's own activity is current again before control goes back to it.
        Activity.Current = parent;
        return activity;
    }

    private TagList TagsOf(StoreOperation operation, string collection) => new(StoreTags)
    {
        { AttributeNames.Operation, AttributeNames.NameOf(operation) },
        { AttributeNames.Collection, collection },
    };
}
