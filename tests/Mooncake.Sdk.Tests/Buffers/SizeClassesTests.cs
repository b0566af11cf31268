namespace Mooncake.Buffers;

public sealed class SizeClassesTests
{
    [Fact]
    public void Classes_EverySize_WasteAtMostAQuarterOfTheBlock()
    {
        for (nint size = SizeClasses.SmallestBytes; size <= 1 << 20; size++)
        {
            nint block = SizeClasses.BytesOf(SizeClasses.IndexOf(size));
            Assert.True(block >= size, $"{size} does not fit into {block}");
            Assert.True((block - size) * 4 <= size, $"{size} wastes too much of {block}");
        }
    }

    [Fact]
    public void Classes_SizeBelowTheSmallest_UseTheSmallest() => Assert.Equal(0, SizeClasses.IndexOf(1));

    [Fact]
    public void Classes_EveryIndex_IsTheClassOfItsOwnSizeAndNotOfOneByteMore()
    {
        for (int i = 0; i < 150; i++)
        {
            Assert.Equal(i, SizeClasses.IndexOf(SizeClasses.BytesOf(i)));
            Assert.Equal(i + 1, SizeClasses.IndexOf(SizeClasses.BytesOf(i) + 1));
            Assert.Equal(0, SizeClasses.BytesOf(i) % 16);
        }
    }

    [Theory]
    [InlineData(64 << 10)]
    [InlineData(16 << 20)]
    [InlineData((16 << 20) + 4096)]
    public void Classes_OfASlab_EndWithTheLargestThatFits(int slabBytes)
    {
        int count = SizeClasses.CountUpTo(slabBytes);
        Assert.True(SizeClasses.BytesOf(count - 1) <= slabBytes);
        Assert.True(SizeClasses.BytesOf(count) > slabBytes);
    }
}
