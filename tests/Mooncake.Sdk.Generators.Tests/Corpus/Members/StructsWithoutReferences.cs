// Structs without references that are not marked themselves: fields of a private type, captured parameters, fields over each other, a copy of a value that a library declares.
using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public struct Closed
{
    private Part _first;
    private readonly Part _second;

    public Closed(byte value) => _first = _second = new() { Small = value, Large = value };

    public readonly int Sum => _first.Small + (int)_second.Large;

    private struct Part
    {
        public byte Small;
        public long Large;
    }
}

public readonly struct Captured(byte first, long second)
{
    public long Sum => first + second;
}

[StructLayout(LayoutKind.Explicit)]
public struct Overlaid
{
    [FieldOffset(0)]
    public int Number;

    [FieldOffset(0)]
    public byte Low;

    [FieldOffset(8)]
    public byte Tail;
}

[StoreObject]
public sealed partial record Holder(Closed Closed, Captured Captured, Overlaid Overlaid, Range Range, Closed[] All);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Holder read = check.Value(new Holder(new(7), new(8, 9), new() { Number = 0x01020304, Tail = 5 }, 1..^2, [new(1), new(2)]));
        check.Same(14, read.Closed.Sum);
        check.Same(17L, read.Captured.Sum);
        check.Same((0x01020304, (byte)4, (byte)5), (read.Overlaid.Number, read.Overlaid.Low, read.Overlaid.Tail));
        check.Same(1..^2, read.Range);
        check.Same(4, read.All[1].Sum);
        return Task.CompletedTask;
    }
}
