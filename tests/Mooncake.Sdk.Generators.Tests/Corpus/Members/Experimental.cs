// Experimental types and members are errors in code that has not agreed to them; the user agreed by storing them.
// hushed: EXP001 EXP002 EXP003
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[Experimental("EXP001")]
[StoreKey("experimental/{Id}")]
public sealed partial record Entry(int Id);

[StoreKey("holder/{Id}/{Number}")]
public sealed partial record Holder(int Id)
{
    [Experimental("EXP002")]
    public int Number { get; init; }

#pragma warning disable EXP003
    public Part? Part { get; init; }
#pragma warning restore EXP003
}

[Experimental("EXP003")]
[StoreObject]
public sealed partial record Part(int Id);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
#pragma warning disable EXP001, EXP002, EXP003
        check.Same(new Entry(1), await check.RecordAsync<EntryKey, Entry>(new(1), "experimental/1"));
        Holder value = new(2) { Number = 3, Part = new(4) };
        check.Same(value, await check.RecordAsync<HolderKey, Holder>(value, "holder/2/3"));
    }
}
