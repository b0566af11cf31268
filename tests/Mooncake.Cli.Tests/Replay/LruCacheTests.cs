using Mooncake.Cli.Replay;

namespace Mooncake.Cli.Tests.Replay;

public sealed class LruCacheTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    public void Use_OfRandomBlocks_HitsAsAListOfRecentOnesDoes(int capacity)
    {
        Random random = new(capacity);
        LruCache cache = new(50, capacity);
        List<int> recent = [];
        for (int i = 0; i < 5000; i++)
        {
            int block = random.Next(random.Next(1, 51));
            bool isExpected = recent.Remove(block);
            recent.Insert(0, block);
            recent.RemoveRange(Math.Min(capacity, recent.Count), Math.Max(0, recent.Count - capacity));

            Assert.Equal(isExpected, cache.Use(block));
        }
    }
}
