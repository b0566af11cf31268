// Symbols that nobody may use any more, wherever generated code names one: constructors, accessors, members, their types and types inside those.
// hushed: CS0612
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("retired/{Id}")]
public sealed partial record Retired(int Id, string Text)
{
    [Obsolete("Use Text.", error: true)]
    public int Number { get; init; }

    [Obsolete("Use Text.", error: true)]
    public string? Name { get; set; }

    public int Half
    {
        [Obsolete("Nobody reads it.", error: true)]
        get;

        [Obsolete("Nobody sets it.", error: true)]
        init;
    }
}

[StoreObject(StoreLayout.VersionTolerant)]
public sealed partial class Tolerant
{
    [StoreOrder(0)]
    [Obsolete("Use Second.", error: true)]
    public string? First;

    [StoreOrder(1)]
    public int Second;
}

[StoreObject]
public sealed partial class Money
{
    public Money(decimal amount, bool check) => Amount = check ? amount : 0;

    [StoreConstructor, Obsolete("Serializer only.", true)]
    public Money()
    {
    }

    public decimal Amount { get; init; }
}

[StoreObject, Obsolete("Use another.", true)]
public sealed partial record Gone(int Id);

public class Old
{
    [Obsolete("Use another.", true)]
    public struct Pair
    {
        public byte A;

        public long B;
    }
}

[StoreObject]
public sealed partial class Holder
{
    [Obsolete("Holds what is gone.")]
    public Gone? Gone { get; set; }

    [Obsolete("Holds what is gone.")]
    public Dictionary<string, List<Gone?>?>? Many { get; set; }

    [Obsolete("Holds what is gone.")]
    public Old.Pair[]? Pairs { get; set; }

    public int Left { get; set; }
}

public struct Padded
{
    [Obsolete("Never set.", true)]
    public byte Small;

    public long Large;
}

[StoreObject]
public partial struct Image
{
    public Padded Padded { get; set; }

    public byte More { get; set; }
}

public class Base
{
    [Obsolete("Use another.", true)]
    public virtual int Inherited { get; set; }
}

[StoreObject]
public sealed partial class Derived : Base
{
#pragma warning disable CS0672 // It is meant to be less obsolete than what it overrides.
    public override int Inherited { get; set; }
#pragma warning restore CS0672
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Retired value = new(1, "t");
        check.Same(value, await check.RecordAsync<RetiredKey, Retired>(value, "retired/1"));
        check.Same(2, check.Value(new Tolerant { Second = 2 }).Second);
        check.Same(3m, check.Value(new Money(3m, check: true)).Amount);
        check.Same(4, check.Value(new Holder { Left = 4 }).Left);
        check.Same((byte)5, check.Value(new Image { More = 5 }).More);
#pragma warning disable CS0612
        await RunObsoleteAsync(check);
    }

    [Obsolete]
    private static Task RunObsoleteAsync(RoundTrip check)
    {
        check.Same(new Gone(6), check.Value(new Holder { Gone = new Gone(6), Many = new() { ["a"] = [new Gone(7), null] } }).Gone);
        check.Same(8L, check.Value(new Holder { Pairs = [new Old.Pair { A = 1, B = 8 }] }).Pairs![0].B);
        check.Same(9, check.Value(new Derived { Inherited = 9 }).Inherited);
        return Task.CompletedTask;
    }
}
