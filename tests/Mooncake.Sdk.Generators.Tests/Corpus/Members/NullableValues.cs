// Nullable values of every form: scalars, enums, structs with and without references, padding behind the flag.
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial record Optional(bool? A, int? B, Guid? C, DayOfWeek? D, DateTimeOffset? E, Point? F, Named? G, decimal? H);

public readonly record struct Point(byte X, long Y);

[StoreObject]
public readonly partial record struct Named(string? Name);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Optional all = new(true, 2, Guid.Empty, DayOfWeek.Friday, DateTimeOffset.UnixEpoch, new(1, 2), new("n"), 3.5m);
        check.Same(all, check.Value(all));
        Optional none = new(null, null, null, null, null, null, null, null);
        check.Same(none, check.Value(none));
        return Task.CompletedTask;
    }
}
