using System.Globalization;
using System.Text;
using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

public sealed class RandomKeyTests
{
    [Fact]
    public void RandomKey_OfTwoNeighboursAmongManyFreeEntries_IsNotAlwaysTheSame()
    {
        using TestClient client = new();
        for (int i = 0; i < 5000; i++)
        {
            client.Put(Key(i), [1]);
        }

        for (int i = 0; i < 5000; i++)
        {
            if (i is not (100 or 101))
            {
                client.Remove(Key(i), force: true);
            }
        }

        byte[] key = new byte[16];
        int[] seen = new int[2];
        for (int i = 0; i < 200; i++)
        {
            int length = client.Backend.RandomKey(key);
            seen[Encoding.ASCII.GetString(key, 0, length) == Key(100) ? 0 : 1]++;
        }

        // By chance, once in 10^24 runs.
        Assert.All(seen, static count => Assert.InRange(count, 30, 170));
    }

    private static string Key(int index) => string.Create(CultureInfo.InvariantCulture, $"k{index}");
}
