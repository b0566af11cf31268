using System.CommandLine;
using Mooncake.Benchmarks;

Argument<string> area = new("area") { Description = $"What to measure: all, {string.Join(", ", RatioAreas.Names)}.", DefaultValueFactory = _ => "all" };
area.AcceptOnlyFromAmong(["all", .. RatioAreas.Names]);
Option<string?> connect = new("--connect") { Description = "Measure over this connection string instead of an embedded store; the areas serialization and crc need none." };

Command ratios = new("ratios", "Measures ours against a baseline, interleaved in one run, and prints a JSON line for each measure.") { area, connect };
ratios.SetAction((parsed, cancellationToken) => RatioAreas.RunAsync(parsed.GetValue(area)!, parsed.GetValue(connect), cancellationToken));

return await new RootCommand("Measurements of the Mooncake SDK for .NET.") { ratios }.Parse(args).InvokeAsync();
