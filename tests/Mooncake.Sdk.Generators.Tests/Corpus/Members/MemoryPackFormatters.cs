// Members that MemoryPack's formatters serialize: collections off the hot path, with stored types inside, and types of the runtime.
using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial record Leaf(string Name, ImmutableList<Leaf> Children);

[StoreObject]
public sealed partial class Bridged
{
    public ConcurrentDictionary<string, Leaf>? ByName { get; set; }

    public ILookup<int, Leaf>? Groups { get; set; }

    public Lazy<Leaf>? Later { get; set; }

    public BitArray? Bits { get; set; }

    public CultureInfo? Culture { get; set; }

    public TimeZoneInfo? Zone { get; set; }

    public List<(string Name, DateTimeOffset Time)>? Rows { get; set; }

    public Queue<int[,]>? Grids { get; set; }

    public Stack<System.Numerics.BigInteger>? Numbers { get; set; }
}

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Leaf leaf = new("root", [new("a", []), new("b", [new("c", [])])]);
        BitArray bits = new(37);
        bits[36] = true;
        Bridged read = check.Value(new Bridged
        {
            ByName = new() { ["x"] = leaf },
            Groups = new[] { leaf, leaf with { Name = "other" } }.ToLookup(static item => item.Name.Length),
            Later = new(leaf),
            Bits = bits,
            Culture = CultureInfo.InvariantCulture,
            Zone = TimeZoneInfo.Utc,
            Rows = [("n", DateTimeOffset.UnixEpoch)],
            Grids = new([new[,] { { 1, 2 }, { 3, 4 } }]),
            Numbers = new([3, -300]),
        });
        check.Same("c", read.ByName!["x"].Children[1].Children[0].Name);
        check.Same(2, read.Groups![4].Count() + read.Groups[5].Count());
        check.Same("root", read.Later!.Value.Name);
        check.Same(37, read.Bits!.Length);
        check.Same(true, read.Bits[36] && !read.Bits[35]);
        check.Same(CultureInfo.InvariantCulture, read.Culture!);
        check.Same(TimeZoneInfo.Utc, read.Zone!);
        check.Same(("n", DateTimeOffset.UnixEpoch), read.Rows![0]);
        check.Same(4, read.Grids!.Peek()[1, 1]);
        check.Same([-300, 3], read.Numbers!.Select(static number => (int)number));
        check.Value(new Bridged());
        return Task.CompletedTask;
    }
}
