using System.CommandLine;
using Mooncake.Benchmarks;
using Mooncake.Benchmarks.Growth;

Argument<string> area = new("area") { Description = $"What to measure: all, {string.Join(", ", RatioAreas.Names)}.", DefaultValueFactory = _ => "all" };
area.AcceptOnlyFromAmong(["all", .. RatioAreas.Names]);
Option<string?> connect = new("--connect") { Description = "Measure over this connection string instead of an embedded store; the areas serialization and crc need none." };

Command ratios = new("ratios", "Measures ours against a baseline, interleaved in one run, and prints a JSON line for each measure.") { area, connect };
ratios.SetAction((parsed, cancellationToken) => RatioAreas.RunAsync(parsed.GetValue(area)!, parsed.GetValue(connect), cancellationToken));

Option<int> most = new("--most") { Description = "The largest number of objects; 10 million take about 4 GB of memory.", DefaultValueFactory = _ => 10_000_000 };
Command growth = new("growth", "Measures put, get, removal by prefix and disposal at 10 thousand to 10 million objects, and prints a table.") { most };
growth.SetAction((parsed, cancellationToken) => GrowthTable.RunAsync(parsed.GetValue(most), cancellationToken));

return await new RootCommand("Measurements of the Mooncake SDK for .NET.") { ratios, growth }.Parse(args).InvokeAsync();
