using Mooncake.Serialization;

namespace Mooncake.Sdk.Serialization.Tests;

/// <summary>What serializers of other packages write into.</summary>
public class PackageBufferTests
{
    [Fact]
    public void Writing_KeepsTheBytes_WhileItGrows()
    {
        using PackageBuffer buffer = PackageBuffer.RentToWrite();
        for (int i = 0; i < 100_000; i++)
        {
            buffer.GetSpan()[0] = (byte)i;
            buffer.Advance(1);
        }

        Assert.Equal(100_000, buffer.Length);
        Assert.Equal(Enumerable.Range(0, 100_000).Select(static i => (byte)i), buffer.WrittenBytes.ToArray());
    }

    [Fact]
    public void Counting_NeedsRoomForTheLargestBlockOnly()
    {
        using PackageBuffer buffer = PackageBuffer.RentToCount();
        for (int i = 0; i < 3_000; i++)
        {
            Assert.True(buffer.GetMemory(1 << 20).Length < 4 << 20);
            buffer.Advance(1 << 20);
        }

        Assert.Equal(3_000L << 20, buffer.Length);
        Assert.True(buffer.WrittenBytes.IsEmpty);
    }

    [Fact]
    public void Steady_Use_AllocatesNothing()
    {
        UseTwiceAtOnce();
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (PackageBuffer buffer = PackageBuffer.RentToWrite())
        {
            buffer.GetSpan(1000)[0] = 1;
            buffer.Advance(1000);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Buffers_InsideEachOther_AreTwo()
    {
        using PackageBuffer outer = PackageBuffer.RentToWrite();
        outer.GetSpan(1)[0] = 1;
        outer.Advance(1);
        using (PackageBuffer inner = PackageBuffer.RentToWrite())
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
        using PackageBuffer buffer = PackageBuffer.RentToWrite();
        int room = buffer.GetSpan(10).Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(room + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.GetMemory(-1));
    }

    [Fact]
    public void Use_AfterDisposal_IsRefused()
    {
        PackageBuffer buffer = PackageBuffer.RentToWrite();
        buffer.Dispose();
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.GetMemory(1));
    }

    private static void UseTwiceAtOnce()
    {
        using PackageBuffer outer = PackageBuffer.RentToWrite();
        using PackageBuffer inner = PackageBuffer.RentToCount();
        outer.GetSpan(1000)[0] = 1;
        inner.GetSpan(1000)[0] = 1;
    }
}
