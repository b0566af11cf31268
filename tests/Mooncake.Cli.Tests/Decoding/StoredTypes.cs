using System.Collections;
using System.Numerics;

namespace Mooncake.Cli.Tests.Decoding;

/// <summary>A type with most encodings. <c>StoreShapes.txt</c> has a line for each type of this file.</summary>
[StoreKey("everything/{Id}")]
public sealed partial record Everything(
    string Id,
    bool Flag,
    sbyte Small,
    ulong Large,
    Int128 Huge,
    int? Maybe,
    int? Nothing,
    char Letter,
    float Ratio,
    double NotANumber,
    decimal Money,
    Guid Identity,
    DateTime Time,
    DateTimeOffset Zoned,
    TimeSpan Span,
    DateOnly Date,
    TimeOnly Clock,
    byte[] Bytes,
    List<string?>? Names,
    Dictionary<string, int> Counts,
    Dictionary<int, byte> Flags,
    (byte First, long Second, short Third) Mixed,
    (int Number, string Text) Pair,
    Tuple<int, string> Item,
    Point Position,
    int[,] Grid,
    Version Version,
    BigInteger Big,
    Uri Link,
    Child Child,
    Child? NoChild,
    List<Child> Children,
    Figure Figure,
    BitArray? Bits);

/// <summary>A nested object.</summary>
[StoreObject]
public sealed partial record Child(string Name, int Number);

/// <summary>Another object, whose members do not fit the bytes of a <see cref="Child"/>.</summary>
[StoreObject]
public sealed partial record Stranger(long Number, string Name, string More);

/// <summary>A memory image.</summary>
[StoreObject]
public readonly partial record struct Point(float X, float Y);

/// <summary>A union.</summary>
[StoreUnion(0, typeof(Circle))]
[StoreUnion(300, typeof(Square))]
public abstract partial record Figure;

[StoreObject]
public sealed partial record Circle(double Radius) : Figure;

[StoreObject]
public sealed partial record Square(double Side, string Color) : Figure;

/// <summary>A version-tolerant object.</summary>
[StoreKey("tolerant/{Id}")]
[StoreObject(StoreLayout.VersionTolerant)]
public sealed partial record Tolerant([property: StoreOrder(0)] string Id, [property: StoreOrder(2)] int[] Numbers);

/// <summary>An object whose checksum does not cover its payload.</summary>
[StoreKey("bulk/{Id}", Integrity = StoreIntegrity.Identity)]
public sealed partial record Bulk(string Id, ReadOnlyMemory<byte> Data);
