// Keys and typed sets over symbols that nobody may use any more: members, their types, enum values, the stored type and types around it.
// hushed: CS0612
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("member/{Id}")]
public sealed partial record Member([property: Obsolete("x", true)] int Id, string? N);

[StoreKey("accessor/{Id}")]
public sealed partial class Accessor
{
    public int Id
    {
        [Obsolete("x", true)]
        get;

        init;
    }
}

public enum Kind
{
    New,

    [Obsolete("x", true)]
    Former = -5,
}

[StoreKey("value/{Kind:G}")]
public sealed partial record Value(Kind Kind);

[Obsolete("x", true)]
public enum OldKind
{
    Only,
}

[StoreKey("type/{Kind:G}/{Number}/{Id}")]
public sealed partial class PartType
{
    [Obsolete]
    public OldKind Kind { get; init; }

    [Obsolete]
    public OldKind Number { get; init; }

    public int Id { get; init; }
}

[Obsolete("x", true)]
[StoreKey("stored/{Id}/{Name}")]
public sealed partial record Stored(int Id, string Name);

[Obsolete("x", true)]
public static partial class Container
{
    [StoreKey("inner/{Id}")]
    public sealed partial record Inner(int Id);
}

[StoreKey("marked/{Kind}/{Id}")]
public sealed partial class Marked
{
    [Obsolete]
    public OldKind Kind { get; init; }

    public int Id { get; init; }
}

[Obsolete]
public readonly partial record struct MarkedKey
{
    public int Twice => Id * 2;
}

[Obsolete]
public static partial class MarkedStoreExtensions
{
    public static int Three => 3;
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same("n", (await check.RecordAsync<MemberKey, Member>(new Member(1, "n"), "member/1")).N);
        await check.RecordAsync<AccessorKey, Accessor>(new Accessor { Id = 2 }, "accessor/2");
        check.Same("value/Former", ValueKey.Of(new Value((Kind)(-5))).ToString());
        check.Same((Kind)(-5), (await check.RecordAsync<ValueKey, Value>(new Value((Kind)(-5)), "value/Former")).Kind);
        check.Same("member/3", MemberKey.Of(new Member(3, null)).ToString());
#pragma warning disable CS0612
        await RunObsoleteAsync(check);
    }

    [Obsolete]
    private static async Task RunObsoleteAsync(RoundTrip check)
    {
        check.Same(3, (await check.RecordAsync<PartTypeKey, PartType>(new PartType { Id = 3 }, "type/Only/0/3")).Id);
        check.Same("a", (await check.RecordAsync<StoredKey, Stored>(new Stored(4, "a"), "stored/4/a")).Name);
        check.Same(5, (await check.RecordAsync<Container.InnerKey, Container.Inner>(new Container.Inner(5), "inner/5")).Id);
        check.Same(6, (await check.RecordAsync<MarkedKey, Marked>(new Marked { Id = 6 }, "marked/0/6")).Id);
        check.Same(12, new MarkedKey(OldKind.Only, 6).Twice);
    }
}
