// An assembly that promises to be CLS compliant: what is emitted cannot be, and does not warn.
// hushed: CS3001 CS3002 CS3003
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

[assembly: CLSCompliant(true)]

namespace Samples;

#pragma warning disable CS3001, CS3002, CS3003
[StoreKey("cls/{Id}")]
public sealed partial record Entry(ulong Id, sbyte[] Items);
#pragma warning restore CS3001, CS3002, CS3003

[StoreUnion(0, typeof(Part))]
public partial interface IPart;

[StoreObject]
public sealed partial class Part : IPart
{
    public int Number { get; set; }
}

public static class Case
{
    [CLSCompliant(false)]
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new(1, [-1]), "cls/1");
        check.Same([-1], read.Items);
    }
}
