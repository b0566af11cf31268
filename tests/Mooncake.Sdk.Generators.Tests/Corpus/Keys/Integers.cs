// Integers of all widths, in decimal and hexadecimal, with and without digits, at both ends of their ranges.
// whole: Samples.Decimal.StoreKey
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("i/{A}/{B}/{C}/{D}/{E}/{F}/{G}/{H}/{I}/{J}")]
public sealed partial record Decimal(sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H, Int128 I, UInt128 J);

[StoreKey("x/{A:x}/{B:X2}/{C:x4}/{D:D5}/{E:X}/{F:D}/{G:x16}/{H:X16}/{I:D40}/{J:x}")]
public sealed partial record Formatted(sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H, Int128 I, UInt128 J);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Decimal low = new(sbyte.MinValue, 0, short.MinValue, 0, int.MinValue, 0, long.MinValue, 0, Int128.MinValue, 0);
        check.Same(low, await check.RecordAsync<DecimalKey, Decimal>(
            low, "i/-128/0/-32768/0/-2147483648/0/-9223372036854775808/0/-170141183460469231731687303715884105728/0"));
        Formatted high = new(-1, 255, -1, ushort.MaxValue, -1, uint.MaxValue, -1, ulong.MaxValue, -1, UInt128.MaxValue);
        check.Same(high, await check.RecordAsync<FormattedKey, Formatted>(
            high, "x/ff/FF/ffff/65535/FFFFFFFF/4294967295/ffffffffffffffff/FFFFFFFFFFFFFFFF/-0000000000000000000000000000000000000001/ffffffffffffffffffffffffffffffff"));
    }
}
