// Obsolete types and members, with a message and with an id of their own: who uses them is warned, who stores them is not.
// hushed: CS0612 OLD001 OLD002 OLD004 OLD005 OLD006 OLD007 OLD008
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[Obsolete]
[StoreKey("old/{Id}/{Kind:G}/{Name}")]
public sealed partial record Old([property: Obsolete("Use another.", DiagnosticId = "OLD001")] int Id, Kind Kind, [property: Obsolete] string Name);

public enum Kind
{
    New,

    [Obsolete("No more.", DiagnosticId = "OLD003")]
    Former,
}

[Obsolete("No more.", DiagnosticId = "OLD004")]
[StoreObject]
public sealed partial record Part(int Id);

[StoreObject]
public sealed partial class Holder
{
    [Obsolete("No more.", DiagnosticId = "OLD005")]
    public int Number { get; set; }

    [Obsolete("No more.", DiagnosticId = "OLD006")]
    public Padded Padded;

    [Obsolete("No more.", DiagnosticId = "OLD002")]
    public Part? Part { get; init; }
}

public struct Padded
{
    [Obsolete("No more.", DiagnosticId = "OLD007")]
    public byte Small;

    public long Large;
}

#pragma warning disable OLD008
[StoreUnion(0, typeof(Circle))]
#pragma warning restore OLD008
public partial interface IShape;

[Obsolete("No more.", DiagnosticId = "OLD008")]
[StoreObject]
public sealed partial record Circle(int Radius) : IShape;

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
#pragma warning disable CS0612, OLD001, OLD002, OLD003, OLD004, OLD005, OLD006, OLD007, OLD008
        Old value = new(1, Kind.Former, "o");
        check.Same(value, await check.RecordAsync<OldKey, Old>(value, "old/1/Former/o"));
        Holder read = check.Value(new Holder { Number = 3, Padded = new() { Small = 4, Large = 5 }, Part = new(2) });
        check.Same((3, (byte)4, 5L, 2), (read.Number, read.Padded.Small, read.Padded.Large, read.Part!.Id));
        check.Same<IShape>(new Circle(6), check.Codec<IShape, IShape.StoreCodec>(new Circle(6)));
    }
}
