using System.Diagnostics;
using System.Globalization;

namespace Mooncake.Observability;

/// <summary>Metrics and spans of one store. Thread-safe.</summary>
internal sealed class StoreTelemetry
{
    private readonly TimeProvider _time;

    /// <summary>Initializes the constants of the store.</summary>
    internal StoreTelemetry(MooncakeStoreOptions options)
    {
        StoreInstruments.Publish();
        _time = options.TimeProvider;
        StoreTags = [.. TagsOf(options)];
        Identity = string.Join(',', StoreTags.Select(static tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));
        Calls = new CallMetrics(StoreTags);
    }

    /// <summary>The tags of all measurements of the store.</summary>
    internal KeyValuePair<string, object?>[] StoreTags { get; }

    /// <summary><see cref="StoreTags"/> as text: equal for two stores whose measurements cannot be distinguished.</summary>
    internal string Identity { get; }

    /// <summary>Metrics of native calls.</summary>
    internal CallMetrics Calls { get; }

    /// <summary>Starts to observe an operation, if there is a listener.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="collection">The objects' type; of this store.</param>
    internal OperationScope Begin(StoreOperation operation, CollectionTelemetry collection)
    {
        bool hasListeners = StoreInstruments.Activities.HasListeners();
        if (!hasListeners && !StoreInstruments.Duration.Enabled && !StoreInstruments.Lookups.Enabled && !StoreInstruments.Errors.Enabled)
        {
            return default;
        }

        // If only metrics have listeners, nothing else is created.
        return new OperationScope(
            collection, hasListeners ? StartActivity(operation, collection.Collection) : null, _time.GetTimestamp(), operation);
    }

    /// <summary>Ends the observation that <see cref="Begin"/> started.</summary>
    internal void End(in OperationScope scope, in OperationSummary end)
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

        // A master located through a service, such as etcd://..., has no single host and port.
        string address = options.Cluster.MasterAddress;
        int colon = address.Contains("://", StringComparison.Ordinal) ? -1 : address.LastIndexOf(':');
        if (colon < 0)
        {
            yield return new(AttributeNames.ServerAddress, address);
            yield break;
        }

        // The brackets of an IPv6 address belong to its notation before a port.
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

    private static void EndActivity(Activity? activity, in OperationSummary end)
    {
        if (activity is null)
        {
            return;
        }

        int objects = end.Found + end.Missing + end.Failed;
        if (objects > 1)
        {
            // The conventions require no size for single operations.
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

    /// <summary>Starts a span, if a listener wants it; samplers get the known attributes of the operation.</summary>
    private Activity? StartActivity(StoreOperation operation, string collection)
    {
        Activity? parent = Activity.Current;
        Activity? activity = StoreInstruments.Activities.StartActivity(
            $"{AttributeNames.NameOf(operation)} {collection}", ActivityKind.Client, parentContext: default, TagsOf(operation, collection));

        // The caller's own activity is current again before control returns to it.
        Activity.Current = parent;
        return activity;
    }

    private TagList TagsOf(StoreOperation operation, string collection) => new(StoreTags)
    {
        { AttributeNames.Operation, AttributeNames.NameOf(operation) },
        { AttributeNames.Collection, collection },
    };
}
