// The elements of a tuple have other names in the constructor than in the member: one type to the runtime.
using System.Collections.Generic;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial class Named((int X, string? Y) pair, List<(int, string)> rows, (byte A, long B)[] images, Dictionary<string, (int L, int R)?> map)
{
    public (int Left, string? Right) Pair { get; } = pair;

    public List<(int Number, string Text)> Rows { get; } = rows;

    public (byte, long)[] Images { get; } = images;

    public Dictionary<string, (int, int)?> Map { get; } = map;
}

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Named read = check.Value(new Named((1, "a"), [(2, "b")], [(3, 4)], new() { ["c"] = (5, 6) }));
        check.Same((1, "a"), read.Pair);
        check.Same((2, "b"), read.Rows[0]);
        check.Same(((byte)3, 4L), read.Images[0]);
        check.Same((5, 6), read.Map["c"]);
        return Task.CompletedTask;
    }
}
