using System.CommandLine;
using System.Globalization;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Objects;

/// <summary>Shows where objects are.</summary>
internal sealed class WhereCommand : StoreCommand
{
    private readonly Argument<string[]> _keys = KeyArguments.Many();

    /// <summary>Declares the command.</summary>
    internal WhereCommand()
        : base("where", "Shows where objects are: the replicas of a cluster, or the folder. Grants no lease. The exit code is 3 "
            + "if an object is missing.") =>
        Arguments.Add(_keys);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["where kv/llama-70b/003/000000000000feed"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        TextTable table = new("key", "place", "protocol", "bytes#");
        bool isMissing = false;
        foreach (string key in run.Get(_keys))
        {
            StoreResult<IReadOnlyList<WhereReport>> found = await FindAsync(store, key, run);
            if (found.Error is { } error)
            {
                throw new ToolException(ExitCode.Failed, error.Message);
            }

            if (!found.TryGetValue(out IReadOnlyList<WhereReport>? copies))
            {
                isMissing = true;
                run.Output.Warn($"No object has the key '{Printable.Of(key)}'.");
                continue;
            }

            foreach (WhereReport copy in copies)
            {
                table.Add(copy.Key, copy.Place, copy.Protocol, copy.Bytes.ToString(CultureInfo.InvariantCulture));
                if (run.IsJson)
                {
                    run.Output.Json(copy, ObjectJson.Default.WhereReport);
                }
            }

            if (copies.Count == 0)
            {
                run.Output.Warn($"The object of '{Printable.Of(key)}' has no replica in memory: it is on disk only.");
            }
        }

        if (!run.IsJson && table.Count > 0)
        {
            run.Output.Table(table);
        }

        return isMissing ? ExitCode.NotFound : ExitCode.Done;
    }

    private static async Task<StoreResult<IReadOnlyList<WhereReport>>> FindAsync(MooncakeStore store, string key, ToolRun run)
    {
        if (store.Cluster is { } cluster)
        {
            StoreResult<IReadOnlyList<ObjectReplica>> replicas = await cluster.FindReplicasAsync(key, run.Cancellation);
            return replicas.TryGetValue(out IReadOnlyList<ObjectReplica>? copies, out StoreError? failure)
                ? StoreResult<IReadOnlyList<WhereReport>>.Found(
                    [.. copies.Select(copy => new WhereReport(key, copy.Endpoint, copy.Protocol, copy.Bytes))])
                : failure is null ? StoreResult<IReadOnlyList<WhereReport>>.Missing
                    : StoreResult<IReadOnlyList<WhereReport>>.Failed(failure);
        }

        StoreResult<long> size = await store.Raw.SizeOfAsync(key, run.Cancellation);
        (string place, string protocol) = store.Durable is { } durable ? (durable.Folder, "disk") : ("this process", "memory");
        return size.TryGetValue(out long bytes, out StoreError? error)
            ? StoreResult<IReadOnlyList<WhereReport>>.Found([new WhereReport(key, place, protocol, bytes)])
            : error is null ? StoreResult<IReadOnlyList<WhereReport>>.Missing : StoreResult<IReadOnlyList<WhereReport>>.Failed(error);
    }
}
