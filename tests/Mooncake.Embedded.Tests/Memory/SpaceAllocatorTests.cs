using System.Runtime.InteropServices;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Tests.Memory;

public sealed unsafe class SpaceAllocatorTests
{
    private const nuint MiB = 1 << 20;

    [Fact]
    public void Objects_OfAPowerOfTwo_FillTheSpaceWithoutAByteLost()
    {
        using Space space = new(16 * MiB);

        for (int i = 0; i < 16; i++)
        {
            Assert.True(space.Allocator.TryAllocate(MiB, thorough: false) != null);
        }

        Assert.True(space.Allocator.TryAllocate(1, thorough: true) == null);
        Assert.Equal(16 * MiB, space.Allocator.UsedBytes);
    }

    [Fact]
    public void Freed_InAnyOrder_CoalesceToOneBlock()
    {
        using Space space = new(MiB);
        List<nint> ranges = [];
        for (byte* range = space.Allocator.TryAllocate(1000, true); range != null; range = space.Allocator.TryAllocate(1000, true))
        {
            ranges.Add((nint)range);
        }

        foreach (nint range in ranges.Where((_, i) => i % 2 == 0).Concat(ranges.Where((_, i) => i % 2 == 1)))
        {
            space.Allocator.Free((byte*)range, 1000);
        }

        Assert.Equal(1, space.Allocator.Verify());
        Assert.True(space.Allocator.TryAllocate(MiB, thorough: false) != null);
    }

    [Fact]
    public void TryAllocate_OfTheWholeOddSpace_FindsItWhenThorough()
    {
        using Space space = new((64 * 1023) + 7);

        Assert.Equal((nuint)64 * 1023, space.Allocator.CapacityBytes);
        Assert.True(space.Allocator.TryAllocate((64 * 1023) + 1, thorough: true) == null);
        Assert.True(space.Allocator.TryAllocate(64 * 1023, thorough: true) != null);
    }

    [Fact]
    public void Sizes_BeyondTwoGigabytes_Work()
    {
        // Nothing is written but list links: the memory is never really used.
        nuint size = (nuint)5 << 30;
        byte* memory;
        try
        {
            memory = (byte*)NativeMemory.AlignedAlloc(size, 4096);
        }
        catch (OutOfMemoryException)
        {
            Assert.Skip("The machine does not give out 5 GiB.");
            return;
        }

        SpaceAllocator allocator = new(memory, size);
        byte* large = allocator.TryAllocate((nuint)3 << 30, thorough: false);
        byte* second = allocator.TryAllocate((nuint)1 << 30, thorough: false);

        Assert.Equal((nuint)3 << 30, (nuint)(second - large));
        Assert.True(allocator.TryAllocate(((nuint)1 << 30) + 1, thorough: true) == null);
        allocator.Free(large, (nuint)3 << 30);
        allocator.Free(second, (nuint)1 << 30);
        Assert.Equal(1, allocator.Verify());
        allocator.FreeTable();
        NativeMemory.AlignedFree(memory);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomUse_NeverOverlapsAndNeverLosesSpace(int seed)
    {
        using Space space = new(4 * MiB);
        Random random = new(seed);
        List<(nint Start, nuint Size)> live = [];
        for (int step = 0; step < 20_000; step++)
        {
            if (random.Next(100) < 55)
            {
                nuint size = (nuint)(random.Next(4) == 0 ? random.Next(1, 200_000) : random.Next(1, 2000));
                byte* range = space.Allocator.TryAllocate(size, thorough: random.Next(2) == 0);
                if (range != null)
                {
                    Assert.Equal(0u, (nuint)range % 64);
                    new Span<byte>(range, (int)size).Fill((byte)live.Count);
                    live.Add(((nint)range, size));
                }
            }
            else if (live.Count > 0)
            {
                int chosen = random.Next(live.Count);
                space.Allocator.Free((byte*)live[chosen].Start, live[chosen].Size);
                live[chosen] = live[^1];
                live.RemoveAt(live.Count - 1);
            }

            if (step % 500 == 0)
            {
                space.Allocator.Verify();
                AssertDisjoint(live);
            }
        }

        live.ForEach(range => space.Allocator.Free((byte*)range.Start, range.Size));
        Assert.Equal(1, space.Allocator.Verify());
        Assert.Equal(0u, space.Allocator.UsedBytes);
    }

    [Fact]
    public void Bins_HoldWhatTheySay()
    {
        for (uint length = 1; length < 100_000; length++)
        {
            int floor = SizeBins.Floor(length);
            int ceiling = SizeBins.Ceiling(length);
            Assert.InRange(ceiling - floor, 0, 1);
            Assert.True(floor <= SizeBins.Floor(length + 1));

            // Every block of the ceiling's bin is at least this long: the shortest of it is found by going down.
            Assert.True(ceiling == floor ? SizeBins.Floor(length - 1) < floor : SizeBins.Floor(length) < ceiling);
        }

        Assert.InRange(SizeBins.Ceiling((1u << 31) - 1), 0, SizeBins.Count - 1);
    }

    private static void AssertDisjoint(List<(nint Start, nuint Size)> ranges)
    {
        (nint Start, nuint Size)[] sorted = [.. ranges.OrderBy(range => range.Start)];
        for (int i = 1; i < sorted.Length; i++)
        {
            Assert.True(sorted[i - 1].Start + (nint)sorted[i - 1].Size <= sorted[i].Start);
        }
    }

    private sealed class Space : IDisposable
    {
        private readonly byte* _memory;

        internal Space(nuint size)
        {
            _memory = (byte*)NativeMemory.AlignedAlloc(size, 64);
            Allocator = new SpaceAllocator(_memory, size);
        }

        internal SpaceAllocator Allocator { get; }

        public void Dispose()
        {
            Allocator.FreeTable();
            NativeMemory.AlignedFree(_memory);
        }
    }
}
