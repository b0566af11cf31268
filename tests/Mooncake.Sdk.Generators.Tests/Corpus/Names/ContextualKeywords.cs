// Names that are keywords in some places only, in older and newer versions of the language.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples.@record.@file;

[StoreKey("{field}/{required}/{scoped}/{extension}/{partial:G}")]
public sealed partial record @record(int field, string required, bool scoped, int extension, @file partial, int await, int var, int yield, int nameof, int global)
{
    public int when { get; init; }

    public string? where { get; init; }
}

public enum @file { allows, managed, unmanaged, get, set, init, add, remove }

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        @record value = new(1, "r", false, 4, @file.set, 5, 6, 7, 8, 9) { when = 10, where = "w" };
        check.Same(value, await check.RecordAsync<recordKey, @record>(value, "1/r/0/4/set"));
    }
}
