// Members of fixed and of variable size in turns: neighbours of fixed size are one run.
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public partial record Reading(string Sensor, int Count, bool IsValid, Guid Id, float[] Values);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Reading read = check.Value(new Reading("s", 2, true, Guid.Empty, [1.5f, float.NaN]));
        check.Same(("s", 2, true), (read.Sensor, read.Count, read.IsValid));
        check.Same([1.5f, float.NaN], read.Values);
        return Task.CompletedTask;
    }
}
