using System.CommandLine;
using System.Globalization;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Objects;

/// <summary>Shows size, expiry and replicas of objects.</summary>
internal sealed class StatCommand : StoreCommand
{
    private readonly Argument<string[]> _keys = KeyArguments.Many();

    /// <summary>Declares the command.</summary>
    internal StatCommand()
        : base("stat", "Shows the size, the expiry and the number of replicas of objects, without reading them. The exit code is "
            + "3 if an object is missing.") =>
        Arguments.Add(_keys);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["stat session/42 session/43"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        ObjectLookup lookup = new(store, run);
        TextTable table = new("key", "bytes#", "expires", "replicas#");
        bool isMissing = false;
        foreach (string[] keys in run.Get(_keys).Chunk(ObjectLookup.BatchSize))
        {
            StoreResult<ObjectFacts>[] found = await lookup.FindAsync(keys);
            for (int i = 0; i < keys.Length; i++)
            {
                if (found[i].Error is { } error)
                {
                    throw new ToolException(ExitCode.Failed, error.Message);
                }

                ObjectFacts? facts = found[i].GetValueOrDefault(null!);
                isMissing |= facts is null;
                if (run.IsJson)
                {
                    StatReport report = new(keys[i], facts is not null, facts?.Bytes, facts?.Expires, facts?.Replicas?.Count);
                    run.Output.Json(report, ObjectJson.Default.StatReport);
                }
                else
                {
                    AddRow(table, keys[i], facts, store.Cluster is null);
                }
            }
        }

        if (!run.IsJson)
        {
            run.Output.Table(table);
        }

        lookup.WarnOfLeases();
        return isMissing ? ExitCode.NotFound : ExitCode.Done;
    }

    private static void AddRow(TextTable table, string key, ObjectFacts? facts, bool canExpire)
    {
        if (facts is null)
        {
            table.Add(key, "missing", "", "");
            return;
        }

        string expires = facts.Expires is { } time ? time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : canExpire ? "never" : "";
        string replicas = facts.Replicas?.Count.ToString(CultureInfo.InvariantCulture) ?? "";
        table.Add(key, facts.Bytes.ToString(CultureInfo.InvariantCulture), expires, replicas);
    }
}
