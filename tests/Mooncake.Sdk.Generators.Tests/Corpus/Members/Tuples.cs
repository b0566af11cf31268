// Tuples of both kinds, with names, nested, and longer than seven.
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial record Tuples(
    (int Left, string? Right) Pair, (byte, long) Plain, (int A, (string B, bool C) D) Nested, (int, int, int, int, int, int, int, string, int) Long,
    Tuple<int, string>? Old, (int, DateTime)? Maybe, List<(string Name, int[] Values)> Rows);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Tuples value = new((1, "r"), (2, 3), (4, ("b", true)), (1, 2, 3, 4, 5, 6, 7, "8", 9), Tuple.Create(1, "o"), (2, DateTime.UnixEpoch), [("n", [1])]);
        Tuples read = check.Value(value);
        check.Same(value with { Rows = read.Rows }, read);
        check.Same([1], read.Rows[0].Values);
        return Task.CompletedTask;
    }
}
