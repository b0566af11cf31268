using System.Buffers;
using System.Runtime.InteropServices;
using Mooncake.Sdk.Serialization.Tests.Support;
using Mooncake.Serialization;

namespace Mooncake.Sdk.Serialization.Tests;

[StoreObject]
public sealed partial record Payloads(ReadOnlyMemory<byte> Bytes, ReadOnlySequence<byte> Sequence, byte[] Array, Memory<byte> Writable);

[StoreObject]
public sealed partial record Floats(short Shift, byte Odd, byte Even, ReadOnlyMemory<float> Values);

[StoreObject]
public sealed partial record ShiftedFloats(byte Shift, ReadOnlyMemory<float> Values);

[StoreObject]
public sealed partial record Stamps(ReadOnlyMemory<DateTime> Values);

/// <summary>Memory members as slices of the source, or as copies, by one and the same code.</summary>
public class BorrowedReadingTests
{
    private static readonly Payloads Sample = new(new byte[] { 1, 2 }, new ReadOnlySequence<byte>([3]), [4], new byte[] { 5 });

    [Fact]
    public void ReadOnlyMemory_Borrowed_IsASliceOfTheSource()
    {
        byte[] source = Codec.Write(Sample);
        Payloads value = Borrow<Payloads>(source);
        Assert.True(MemoryMarshal.TryGetArray(value.Bytes, out ArraySegment<byte> bytes) && ReferenceEquals(bytes.Array, source));
        Assert.True(MemoryMarshal.TryGetArray(value.Sequence.First, out ArraySegment<byte> sequence) && ReferenceEquals(sequence.Array, source));
    }

    [Fact]
    public void ArraysAndWritableMemory_Borrowed_AreCopies()
    {
        byte[] source = Codec.Write(Sample);
        Payloads value = Borrow<Payloads>(source);
        Array.Clear(source);
        Assert.Equal([4], value.Array);
        Assert.Equal([5], value.Writable.ToArray());
    }

    [Fact]
    public void ReadOnlyMemory_Copied_OutlivesTheSource()
    {
        byte[] source = Codec.Write(Sample);
        Payloads value = Codec.Read<Payloads>(source)!;
        Array.Clear(source);
        Assert.Equal([1, 2], value.Bytes.ToArray());
        Assert.Equal([3], value.Sequence.ToArray());
    }

    [Fact]
    public void Elements_AtAnAlignedAddress_AreViewedInPlace()
    {
        // Header, 4 bytes of members, 4 of length: the floats start at 9, so the source starts 3 bytes into an aligned array.
        byte[] bytes = Codec.Write(new Floats(1, 2, 3, new[] { 1.5f, 2.5f }));
        byte[] source = [0, 0, 0, .. bytes];
        StoreReader reader = StoreReader.Borrowing(source.AsMemory(3));
        Assert.True(TryRead(ref reader, out Floats? value));
        Assert.Equal([1.5f, 2.5f], value!.Values.ToArray());
        BitConverter.TryWriteBytes(source.AsSpan(12), 9f);
        Assert.Equal(9f, value.Values.Span[0]);
        using MemoryHandle pin = value.Values.Pin();
        Assert.Equal(2.5f, value.Values[1..].Span[0]);
    }

    [Fact]
    public void Elements_AtAnOddAddress_AreCopied()
    {
        byte[] source = Codec.Write(new ShiftedFloats(1, new[] { 1.5f }));
        ShiftedFloats value = Borrow<ShiftedFloats>(source);
        Array.Clear(source);
        Assert.Equal([1.5f], value.Values.ToArray());
    }

    [Fact]
    public void Elements_ThatAreValidated_AreCopied()
    {
        byte[] source = Codec.Write(new Stamps(new[] { DateTime.UnixEpoch }));
        Stamps value = Borrow<Stamps>(source);
        Array.Clear(source);
        Assert.Equal([DateTime.UnixEpoch], value.Values.ToArray());
    }

    private static T Borrow<T>(byte[] source)
        where T : IStoreObject<T>
    {
        StoreReader reader = StoreReader.Borrowing(source);
        Assert.True(TryRead(ref reader, out T? value));
        return value!;
    }

    private static bool TryRead<T>(ref StoreReader reader, out T? value)
        where T : IStoreObject<T>
    {
        return T.TryRead(ref reader, out value);
    }
}
