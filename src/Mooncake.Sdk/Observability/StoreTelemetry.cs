using System.Diagnostics;
using System.Globalization;

namespace Mooncake.Observability;

/// <summary>Metrics and spans of one store. Thread-safe.</summary>
internal sealed class StoreTelemetry
{
    private const string System = "mooncake";

    /// <summary>Takes what is constant about the store.</summary>
    internal StoreTelemetry(MooncakeStoreOptions options)
    {
        List<KeyValuePair<string, object?>> tags = [new("db.system.name", System)];
        if (options.Engine == StoreEngine.Cluster)
        {
            // A master found through a service, such as etcd://..., has no one host and port.
            string address = options.Cluster.MasterAddress;
            int colon = address.LastIndexOf(':');
            bool hasPort = ushort.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port);
            tags.Add(new("server.address", hasPort ? address[..colon] : address));
            if (hasPort)
            {
                tags.Add(new("server.port", (int)port));
            }
        }
        else if (options.Embedded.ClusterName is { } name)
        {
            tags.Add(new("db.namespace", name));
        }

        StoreTags = [.. tags];
    }

    /// <summary>The tags that all measurements of the store have.</summary>
    internal KeyValuePair<string, object?>[] StoreTags { get; }

    /// <summary>Begins to observe an operation, if anybody listens.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="collection">What the objects are called: the type's name, never a key.</param>
    internal OperationScope Begin(StoreOperation operation, string collection)
    {
        if (!StoreInstruments.Activities.HasListeners() && !StoreInstruments.Duration.Enabled && !StoreInstruments.Lookups.Enabled && !StoreInstruments.Errors.Enabled)
        {
            return default;
        }

        Activity? parent = Activity.Current;
        Activity? activity = StoreInstruments.Activities.StartActivity($"{NameOf(operation)} {collection}", ActivityKind.Client);
        if (activity is not null)
        {
            foreach ((string key, object? value) in StoreTags)
            {
                activity.SetTag(key, value);
            }

            activity.SetTag("db.operation.name", NameOf(operation));
            activity.SetTag("db.collection.name", collection);
        }

        // The caller's own activity is current again before control goes back to it.
        Activity.Current = parent;
        return new OperationScope(this, activity, Stopwatch.GetTimestamp(), operation, collection);
    }

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    internal void End(in OperationScope scope, in OperationEnd end)
    {
        TagList tags = new(StoreTags)
        {
            { "db.operation.name", NameOf(scope.Operation) },
            { "db.collection.name", scope.Collection },
        };

        if (StoreInstruments.Lookups.Enabled && scope.Operation is StoreOperation.Get or StoreOperation.Exists)
        {
            Count(tags, "hit", end.Found);
            Count(tags, "miss", end.Missing);
        }

        if (end.ErrorType is { } type)
        {
            tags.Add("error.type", type);
            if (end.NativeCode is { } native)
            {
                tags.Add("db.response.status_code", native.ToString(global::System.Globalization.CultureInfo.InvariantCulture));
            }

            StoreInstruments.Errors.Add(Math.Max(1, end.Failed), tags);
        }

        StoreInstruments.Duration.Record(Stopwatch.GetElapsedTime(scope.Start).TotalSeconds, tags);
        EndActivity(scope.Activity, in end);
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
            activity.SetTag("db.operation.batch.size", objects);
        }

        activity.SetTag("mooncake.found", end.Found);
        activity.SetTag("mooncake.missing", end.Missing);
        if (end.ErrorType is { } type)
        {
            activity.SetTag("error.type", type);
            activity.SetStatus(ActivityStatusCode.Error, end.Description);
        }

        activity.Dispose();
    }

    private static void Count(TagList tags, string outcome, int count)
    {
        if (count > 0)
        {
            tags.Add("mooncake.outcome", outcome);
            StoreInstruments.Lookups.Add(count, tags);
        }
    }

    private static string NameOf(StoreOperation operation) => operation switch
    {
        StoreOperation.Put => "put",
        StoreOperation.Get => "get",
        StoreOperation.Exists => "exists",
        StoreOperation.GetSize => "size",
        StoreOperation.Remove => "remove",
        StoreOperation.Replace => "replace",
        _ => "other",
    };
}
