// Enums over all underlying types, by number and by name; names are keywords, are escaped, or are told once for each number.
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public enum Small : sbyte { Low = -128, @default = 0 }

public enum Large : ulong { Max = ulong.MaxValue, A_B = 1, Same = 1 }

public static class Outer
{
    public enum Nested : short { 一, @enum }
}

[Flags]
public enum Bits : uint { None, First = 1, Second = 2 }

[StoreKey("e/{A}/{B:x}/{C:G}_{D:G}/{E:D3}/{F:G}")]
public sealed partial record Entry(Small A, Large B, Large C, Outer.Nested D, Bits E, Small F);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry value = new(Small.Low, Large.Max, Large.Same, Outer.Nested.一, Bits.First | Bits.Second, Small.@default);
        check.Same(value, await check.RecordAsync<EntryKey, Entry>(value, "e/-128/ffffffffffffffff/A%5FB_一/003/default"));
    }
}
