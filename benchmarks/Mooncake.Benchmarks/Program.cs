using System.CommandLine;
using Mooncake.Benchmarks;
using Mooncake.Benchmarks.Durable;
using Mooncake.Benchmarks.Growth;

Argument<string> area = new("area") { Description = $"What to measure: all, {string.Join(", ", RatioAreas.Names)}.", DefaultValueFactory = _ => "all" };
area.AcceptOnlyFromAmong(["all", .. RatioAreas.Names]);
Option<string?> connect = new("--connect") { Description = "Measure over this connection string instead of an embedded store; the areas serialization and crc need none." };

Command ratios = new("ratios", "Measures ours against a baseline, interleaved in one run, and prints a JSON line for each measure.") { area, connect };
ratios.SetAction((parsed, cancellationToken) => RatioAreas.RunAsync(parsed.GetValue(area)!, parsed.GetValue(connect), cancellationToken));

Option<int> most = new("--most") { Description = "The largest number of objects; 10 million take about 4 GB of memory.", DefaultValueFactory = _ => 10_000_000 };
Command growth = new("growth", "Measures put, get, removal by prefix and disposal at 10 thousand to 10 million objects, and prints a table.") { most };
growth.SetAction((parsed, cancellationToken) => GrowthTable.RunAsync(parsed.GetValue(most), cancellationToken));

Argument<string> part = new("part")
{
    Description = $"What to measure: all, {string.Join(", ", DurableTable.Parts)}.",
    DefaultValueFactory = _ => "all",
};
part.AcceptOnlyFromAmong(["all", .. DurableTable.Parts]);
Option<string?> folder = new("--folder") { Description = "A folder on the disk to measure; by default that of temporary files." };
Command durable = new("durable", "Measures the durable engine against RocksDB by hand, interleaved in one run, and prints a table.")
{
    part, folder,
};
durable.SetAction((parsed, cancellationToken) =>
{
    DurableTable.Run(parsed.GetValue(part)!, parsed.GetValue(folder), cancellationToken);
    return Task.CompletedTask;
});

return await new RootCommand("Measurements of the Mooncake SDK for .NET.") { ratios, growth, durable }.Parse(args).InvokeAsync();
