using System.CommandLine;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Objects;

/// <summary>Tells whether keys have objects.</summary>
internal sealed class ExistsCommand : StoreCommand
{
    private readonly Argument<string[]> _keys = KeyArguments.Many();

    /// <summary>Declares the command.</summary>
    internal ExistsCommand()
        : base("exists", "Reports whether keys have objects. Grants no lease, if the engine allows that. The exit code is 3 if a key has "
            + "no object.") =>
        Arguments.Add(_keys);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["exists kv/llama-70b/003/000000000000feed"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        ObjectLookup lookup = new(store, run);
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

                isMissing |= found[i].IsMissing;
                Write(run, keys[i], found[i].IsFound);
            }
        }

        lookup.WarnOfLeases();
        return isMissing ? ExitCode.NotFound : ExitCode.Done;
    }

    private static void Write(ToolRun run, string key, bool exists)
    {
        if (run.IsJson)
        {
            run.Output.Json(new ExistsReport(key, exists), ObjectJson.Default.ExistsReport);
        }
        else
        {
            run.Output.Line($"{(exists ? "exists" : "missing")}\t{Printable.Of(key)}");
        }
    }
}
