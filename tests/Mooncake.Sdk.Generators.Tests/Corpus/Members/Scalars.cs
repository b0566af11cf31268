// Every type that is encoded by a rule of its own.
using System;
using System.Numerics;
using System.Text;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial record Scalars(
    bool A, sbyte B, byte C, short D, ushort E, char F, int G, uint H, float I, long J, ulong K, double L, decimal M, Half N, Int128 O, UInt128 P,
    Guid Q, TimeSpan R, DateTime S, DateTimeOffset T, DateOnly U, TimeOnly V, Rune W, DayOfWeek X, string? Y, BigInteger Z, Uri? Link, Version? Version);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Scalars value = new(
            true, -1, 2, -3, 4, 'ß', -5, 6, 1.5f, -7, 8, 2.5, 3.75m, (Half)4.5, Int128.MinValue, UInt128.MaxValue,
            new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), TimeSpan.FromTicks(12), DateTime.UnixEpoch, new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(6)), new(2026, 1, 2), new(3, 4, 5),
            new Rune('漢'), DayOfWeek.Friday, "y", BigInteger.MinusOne, new("https://example.org/ü"), new(1, 2, 3, 4));
        check.Same(value, check.Value(value));
        return Task.CompletedTask;
    }
}
