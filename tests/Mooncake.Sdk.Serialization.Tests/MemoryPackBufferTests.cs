using Mooncake.Serialization;

namespace Mooncake.Sdk.Serialization.Tests;

/// <summary>What serializers of other packages write into.</summary>
public class PackageBufferTests
{
    [Fact]
    public void Writing_KeepsTheBytes_WhileItGrows()
    {
        using MemoryPackBuffer buffer = MemoryPackBuffer.Rent();
        for (int i = 0; i < 100_000; i++)
        {
            buffer.GetSpan()[0] = (byte)i;
            buffer.Advance(1);
        }

        Assert.Equal(100_000, buffer.Length);
        Assert.Equal(Enumerable.Range(0, 100_000).Select(static i => (byte)i), buffer.WrittenBytes.ToArray());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(99, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(100_000, false)]
    public unsafe void Writing_ToOtherMemory_StaysThereWhileItFits(int count, bool fits)
    {
        byte[] memory = GC.AllocateArray<byte>(110, pinned: true);
        fixed (byte* place = memory)
        {
            using MemoryPackBuffer buffer = MemoryPackBuffer.Rent();
            buffer.WriteTo(place, 100);
            for (int i = 0; i < count; i++)
            {
                buffer.GetSpan(1)[0] = (byte)(i + 1);
                buffer.Advance(1);
            }

            Assert.Equal(fits, buffer.IsInPlace);
            Assert.Equal(count, buffer.RoomNeeded);
            Assert.Equal(Enumerable.Range(1, count).Select(static i => (byte)i), buffer.WrittenBytes.ToArray());
            Assert.Equal(Math.Min(count, 100), memory.AsSpan(0, 100).IndexOf((byte)0) is >= 0 and int end ? end : 100);
            Assert.Equal(new byte[10], memory[100..]);
        }
    }

    [Fact]
    public unsafe void Room_ThatIsAskedForAndNotUsed_IsRemembered()
    {
        byte[] memory = GC.AllocateArray<byte>(100, pinned: true);
        fixed (byte* place = memory)
        {
            using MemoryPackBuffer buffer = MemoryPackBuffer.Rent();
            buffer.WriteTo(place, 100);
            buffer.GetSpan(10).Clear();
            buffer.Advance(10);
            buffer.GetSpan(300)[0] = 1;
            buffer.Advance(1);

            Assert.Equal((false, 11, 310), (buffer.IsInPlace, buffer.Length, buffer.RoomNeeded));
        }
    }

    [Fact]
    public void Split_MovesTheTail()
    {
        using MemoryPackBuffer buffer = MemoryPackBuffer.Rent();
        "headtail"u8.CopyTo(buffer.GetSpan(8));
        buffer.Advance(8);

        using MemoryPackBuffer tail = buffer.Split(4);

        Assert.Equal("head"u8.ToArray(), buffer.WrittenBytes.ToArray());
        Assert.Equal("tail"u8.ToArray(), tail.WrittenBytes.ToArray());
    }

    [Fact]
    public void Steady_Use_AllocatesNothing()
    {
        UseTwiceAtOnce();
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (MemoryPackBuffer buffer = MemoryPackBuffer.Rent())
        {
            buffer.GetSpan(1000)[0] = 1;
            buffer.Advance(1000);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Buffers_InsideEachOther_AreTwo()
    {
        using MemoryPackBuffer outer = MemoryPackBuffer.Rent();
        outer.GetSpan(1)[0] = 1;
        outer.Advance(1);
        using (MemoryPackBuffer inner = MemoryPackBuffer.Rent())
        {
            Assert.NotSame(outer, inner);
            inner.GetSpan(1)[0] = 2;
            inner.Advance(1);
        }

        Assert.Equal([1], outer.WrittenBytes.ToArray());
    }

    [Fact]
    public void Advance_BeyondTheBlock_IsRefused()
    {
        using MemoryPackBuffer buffer = MemoryPackBuffer.Rent();
        int room = buffer.GetMemory(10).Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(room + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.GetMemory(-1));
    }

    [Fact]
    public void Use_AfterDisposal_IsRefused()
    {
        MemoryPackBuffer buffer = MemoryPackBuffer.Rent();
        buffer.Dispose();
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.GetMemory(1));
    }

    private static void UseTwiceAtOnce()
    {
        using MemoryPackBuffer outer = MemoryPackBuffer.Rent();
        using MemoryPackBuffer inner = MemoryPackBuffer.Rent();
        outer.GetSpan(1000)[0] = 1;
        inner.GetSpan(1000)[0] = 1;
    }
}
