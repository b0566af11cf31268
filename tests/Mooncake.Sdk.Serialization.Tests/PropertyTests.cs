using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mooncake.Sdk.Serialization.Tests.Support;

namespace Mooncake.Sdk.Serialization.Tests;

[StoreObject]
public sealed partial class EveryScalar
{
    public (bool, sbyte, byte, short, ushort) Small { get; set; }

    public (int, uint, long, ulong, char) Middle { get; set; }

    public float Narrow { get; set; }

    public double Broad { get; set; }

    public decimal Amount { get; set; }

    public Half Half { get; set; }

    public Int128 Wide { get; set; }

    public UInt128 WideUnsigned { get; set; }

    public BigInteger Big { get; set; }

    public Guid Id { get; set; }

    public DateTime Time { get; set; }

    public DateTimeOffset Stamp { get; set; }

    public TimeSpan Span { get; set; }

    public DateOnly Date { get; set; }

    public TimeOnly OfDay { get; set; }

    public Rune Rune { get; set; }

    public DayOfWeek Day { get; set; }

    public string? Text { get; set; }

    public int? MaybeNumber { get; set; }

    public DateTimeOffset? MaybeStamp { get; set; }
}

[StoreObject]
public sealed partial class EveryContainer
{
    public int[]? Numbers { get; set; }

    public string?[]?[]? Jagged { get; set; }

    public double[,]? Table { get; set; }

    public List<DateTime>? Times { get; set; }

    public HashSet<string>? Set { get; set; }

    public Queue<long>? Queue { get; set; }

    public Stack<string?>? Stack { get; set; }

    public Dictionary<string, int?>? Map { get; set; }

    public SortedDictionary<int, byte[]>? Sorted { get; set; }

    public ImmutableArray<short> Immutable { get; set; }

    public ImmutableDictionary<byte, string>? ImmutableMap { get; set; }

    public IReadOnlyList<(int, string)>? Pairs { get; set; }

    public Tuple<int, string>? Tuple { get; set; }

    public ReadOnlyMemory<byte> Memory { get; set; }
}

/// <summary>Whatever value is generated: it takes exactly the bytes it was measured to take, and reads back the same.</summary>
public class PropertyTests
{
    [Fact]
    public void Scalars_OfAnyValue_RoundTrip()
    {
        Gen<EveryScalar> values =
            from small in Of<(bool, sbyte, byte, short, ushort)>()
            from middle in Of<(int, uint, long, ulong, char)>()
            from floating in Of<(float, double, decimal)>()
            from wide in Of<(long, ulong, BigInteger, Guid)>()
            from times in Of<(DateTime, DateTimeOffset, TimeSpan)>()
            from days in Gen.Choose(0, DateOnly.MaxValue.DayNumber)
            from rune in Gen.Choose(0, 0xd7ff)
            from text in Of<string?>()
            from maybe in Of<(int?, DayOfWeek, bool)>()
            select new EveryScalar
            {
                Small = small,
                Middle = middle,
                Narrow = floating.Item1,
                Broad = floating.Item2,
                Amount = floating.Item3,
                Half = (Half)floating.Item1,
                Wide = (Int128)wide.Item1 * wide.Item2,
                WideUnsigned = (UInt128)wide.Item2 * wide.Item2,
                Big = wide.Item3,
                Id = wide.Item4,
                Time = times.Item1,
                Stamp = times.Item2,
                Span = times.Item3,
                Date = DateOnly.FromDayNumber(days),
                OfDay = TimeOnly.FromDateTime(times.Item1),
                Rune = new Rune(rune),
                Day = maybe.Item2,
                Text = text,
                MaybeNumber = maybe.Item1,
                MaybeStamp = maybe.Item3 ? times.Item2 : null,
            };
        CheckRoundTrip(values);
    }

    [Fact]
    public void Collections_OfAnyContent_RoundTrip()
    {
        Gen<EveryContainer> values =
            from numbers in Of<int[]>()
            from jagged in Of<string?[]?[]>()
            from table in Of<double[,]>()
            from times in Of<List<DateTime>>()
            from texts in Of<string[]>()
            from longs in Of<long[]>()
            from map in Of<(string, int?)[]>()
            from blobs in Of<(int, byte[])[]>()
            from pairs in Of<(int, string)[]>()
            select new EveryContainer
            {
                Numbers = numbers,
                Jagged = jagged,
                Table = table,
                Times = times,
                Set = [.. texts],
                Queue = new Queue<long>(longs),
                Stack = new Stack<string?>(texts),
                Map = map.Where(static pair => pair.Item1 is not null).DistinctBy(static pair => pair.Item1).ToDictionary(static pair => pair.Item1, static pair => pair.Item2),
                Sorted = new(blobs.DistinctBy(static pair => pair.Item1).ToDictionary(static pair => pair.Item1, static pair => pair.Item2)),
                Immutable = [.. longs.Select(static number => (short)number)],
                ImmutableMap = texts.Index().ToImmutableDictionary(static item => (byte)item.Index, static item => item.Item),
                Pairs = pairs,
                Tuple = pairs.Length > 0 ? pairs[0].ToTuple() : null,
                Memory = blobs.Length > 0 ? blobs[0].Item2 : null,
            };
        CheckRoundTrip(values);
    }

    private static Gen<T> Of<T>() => ArbMap.Default.GeneratorFor<T>();

    private static void CheckRoundTrip<T>(Gen<T> values)
        where T : class, Mooncake.Serialization.IStoreObject<T>
    {
        Prop.ForAll(values.ToArbitrary(), static value =>
        {
            byte[] bytes = Codec.Write(value);
            T read = Codec.Read<T>(bytes)!;
            DeepEquality.AssertSame(value, read);
            for (int length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 16))
            {
                Assert.NotEqual(StoreErrorCode.Ok, Codec.TryRead(bytes.AsSpan(0, length), out T? _));
            }
        }).QuickCheckThrowOnFailure();
    }
}
