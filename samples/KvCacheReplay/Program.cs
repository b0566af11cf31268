using System.CommandLine;
using KvCacheReplay;

Option<FileInfo?> trace = new("--trace") { Description = "A request trace in Mooncake's FAST'25 format, one JSON object a line; without it, a small one is made." };
Option<string?> connect = new("--connect") { Description = "A connection string; without it, an embedded store that is sized for the trace." };
Option<int> blockBytes = new("--block-bytes") { Description = "Payload of a block in bytes.", DefaultValueFactory = _ => 4096 };
Option<int?> capacityBlocks = new("--capacity-blocks") { Description = "Size the embedded store for this many blocks, and let it evict." };
blockBytes.Validators.Add(result => RequirePositive(result, result.GetValueOrDefault<int>()));
capacityBlocks.Validators.Add(result => RequirePositive(result, result.GetValueOrDefault<int?>() ?? 1));

RootCommand command = new("Replays the requests of an LLM server against a KV-cache in the store, and checks every byte.")
{
    trace, connect, blockBytes, capacityBlocks,
};

command.SetAction((parsed, cancellationToken) => ReplayCommand.RunAsync(
    new ReplaySettings(parsed.GetValue(trace), parsed.GetValue(connect), parsed.GetValue(blockBytes), parsed.GetValue(capacityBlocks)),
    cancellationToken));

return await command.Parse(args).InvokeAsync();

static void RequirePositive(System.CommandLine.Parsing.OptionResult result, int value)
{
    if (value < 1)
    {
        result.AddError($"{result.Option.Name} must be at least 1.");
    }
}
