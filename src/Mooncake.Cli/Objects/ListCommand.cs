using System.CommandLine;
using System.Globalization;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Objects;

/// <summary>Lists or counts keys.</summary>
internal sealed class ListCommand : StoreCommand
{
    private readonly Argument<string> _prefix = new("prefix")
    {
        Description = "The text with which the keys begin.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<bool> _sizes = new("--sizes") { Description = "Show the size of each object." };
    private readonly Option<bool> _count = new("--count")
    {
        Description = "Show how many keys there are, and with --sizes their total size.",
    };
    private readonly Option<long?> _limit = ToolOptions.Number("--limit", "The maximum number of keys to list.", smallest: 0);

    /// <summary>Declares the command.</summary>
    internal ListCommand()
        : base("ls", "Lists keys, in the order of their bytes; those of a cluster in no particular order.")
    {
        Arguments.Add(_prefix);
        Options.Add(_sizes);
        Options.Add(_count);
        Options.Add(_limit);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["ls kv/llama-70b/ --sizes --limit 20", "ls --count"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        bool isCount = run.Get(_count);
        bool hasSizes = run.Get(_sizes);
        if (isCount && !hasSizes && !run.Has(_limit))
        {
            WriteCount(run, ToolRun.Require(await store.Raw.CountAsync(run.Get(_prefix), run.Cancellation)), null);
            return ExitCode.Done;
        }

        ObjectLookup lookup = new(store, run);
        StoreKeyList<string> keys = store.Raw.ListAsync(run.Get(_prefix), cancellationToken: run.Cancellation);
        long count = 0;
        long bytes = 0;
        await foreach (ListReport line in LinesAsync(keys, hasSizes ? lookup : null, run.Get(_limit) ?? long.MaxValue))
        {
            count++;
            bytes += line.Bytes ?? 0;
            if (!isCount)
            {
                Write(run, line);
            }
        }

        if (isCount)
        {
            WriteCount(run, count, hasSizes ? bytes : null);
        }

        if (keys.SkippedCount > 0)
        {
            run.Output.Warn($"{Units.Count(keys.SkippedCount, "key")} left out: not UTF-8.");
        }

        lookup.WarnOfLeases();
        return ExitCode.Done;
    }

    /// <summary>The keys, or those whose objects still exist when their sizes are asked for.</summary>
    private static async IAsyncEnumerable<ListReport> LinesAsync(StoreKeyList<string> keys, ObjectLookup? lookup, long limit)
    {
        if (limit == 0)
        {
            yield break;
        }

        if (lookup is null)
        {
            await foreach (string key in keys)
            {
                yield return new ListReport(key, null);
                if (--limit == 0)
                {
                    yield break;
                }
            }

            yield break;
        }

        await foreach (string[] page in keys.Chunk(ObjectLookup.BatchSize))
        {
            StoreResult<ObjectFacts>[] found = await lookup.FindAsync(page);
            for (int i = 0; i < page.Length; i++)
            {
                if (found[i].Error is { } error)
                {
                    throw new ToolException(ExitCode.Failed, error.Message);
                }

                if (!found[i].TryGetValue(out ObjectFacts? facts))
                {
                    continue;
                }

                yield return new ListReport(page[i], facts.Bytes);
                if (--limit == 0)
                {
                    yield break;
                }
            }
        }
    }

    private static void Write(ToolRun run, ListReport line)
    {
        if (run.IsJson)
        {
            run.Output.Json(line, ObjectJson.Default.ListReport);
        }
        else if (line.Bytes is not { } bytes)
        {
            run.Output.Line(Printable.Of(line.Key));
        }
        else if (run.Output.IsTerminal)
        {
            run.Output.Line($"{Units.Bytes(bytes),10}  {Printable.Of(line.Key)}");
        }
        else
        {
            run.Output.Line(string.Create(CultureInfo.InvariantCulture, $"{bytes}\t{Printable.Of(line.Key)}"));
        }
    }

    private static void WriteCount(ToolRun run, long count, long? bytes)
    {
        if (run.IsJson)
        {
            run.Output.Json(new CountReport(count, bytes), ObjectJson.Default.CountReport);
        }
        else if (run.Output.IsTerminal)
        {
            run.Output.Line(bytes is { } size ? $"{Units.Count(count, "key")}, {Units.Bytes(size)}" : Units.Count(count, "key"));
        }
        else
        {
            run.Output.Line(bytes is { } size
                ? string.Create(CultureInfo.InvariantCulture, $"{count}\t{size}")
                : count.ToString(CultureInfo.InvariantCulture));
        }
    }
}
