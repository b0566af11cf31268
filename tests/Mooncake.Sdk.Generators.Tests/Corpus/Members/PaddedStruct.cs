// A struct without references whose fields are named: its padding is found and written as zero, hidden fields are reached.
using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public partial struct Frame
{
    private byte _kind;
    public long Tick;
    public int? Maybe { get; set; }
    public Inner Nested;

    public Frame(byte kind) => _kind = kind;

    public readonly byte Kind => _kind;
}

public struct Inner
{
    public short A;
    public DateTimeOffset At;
}

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        // Bytes of an earlier value in the padding.
        Frame frame = default;
        MemoryMarshal.AsBytes(new Span<Frame>(ref frame)).Fill(0xcc);
        frame.Tick = 4;
        frame.Maybe = 5;
        frame.Nested = new() { A = 6, At = DateTimeOffset.UnixEpoch };
        Frame read = check.Value(frame);
        check.Same(((byte)0xcc, 4L, (int?)5, (short)6), (read.Kind, read.Tick, read.Maybe, read.Nested.A));
        check.Same(false, MemoryMarshal.AsBytes(new Span<Frame>(ref read))[1] == 0xcc);
        return Task.CompletedTask;
    }
}
