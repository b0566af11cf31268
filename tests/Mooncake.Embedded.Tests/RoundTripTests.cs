using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

public sealed class RoundTripTests
{
    [Fact]
    public void Get_AfterPut_GivesTheSameBytes()
    {
        using TestClient client = new();

        Assert.Equal(0, client.Put("hello", [1, 2, 3]));

        Assert.Equal([1, 2, 3], client.GetBytes("hello"));
    }

    [Fact]
    public void Put_UnderAnExistingKey_ChangesNothing()
    {
        using TestClient client = new();
        client.Put("k", [1]);

        Assert.Equal(0, client.Put("k", [2, 2]));

        Assert.Equal([1], client.GetBytes("k"));
    }

    [Fact]
    public void Put_UnderAnExistingKey_AmongManyNewOnes_ChangesNothing()
    {
        using TestClient client = new();
        for (int i = 0; i < 5000; i++)
        {
            client.Put($"passing-{i}", [1]);
            client.Remove($"passing-{i}", force: true);
        }

        for (int round = 0; round < 50; round++)
        {
            byte[] first = [(byte)round];
            for (int i = 0; i < 100; i++)
            {
                Assert.Equal(0, client.Put($"{round}-{i}", first));
            }

            Assert.Equal(0, client.Put($"{round}-7", [200, 200]));
            Assert.Equal(first, client.GetBytes($"{round}-7"));
        }

        client.RemoveByRegex("", force: true);
        Assert.Equal((0, 0), (client.Statistics.Objects, client.Statistics.UsedBytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(65536)]
    [InlineData(1 << 20)]
    public void Key_OfAnyLength_FindsItsObject(int length)
    {
        using TestClient client = new();
        string key = new('k', length);
        client.Put(key, [7]);
        client.Put(key + "x", [8]);

        Assert.Equal([7], client.GetBytes(key));
        Assert.Equal(0, client.Remove(key, force: true));
        Assert.Equal(0, client.Exists(key));
        Assert.Equal([8], client.GetBytes(key + "x"));
    }

    [Fact]
    public void ManyObjects_OfManySizes_AreAllFoundAgain()
    {
        using TestClient client = new(segment: 64 * TestClient.MiB);
        for (int i = 0; i < 20_000; i++)
        {
            Assert.Equal(0, client.Put($"key-{i}", TestClient.Pattern(i, 1 + (i % 1500))));
        }

        for (int i = 0; i < 20_000; i++)
        {
            Assert.Equal(TestClient.Pattern(i, 1 + (i % 1500)), client.GetBytes($"key-{i}"));
        }
    }

    [Fact]
    public void Dispose_FreesAllNativeMemory()
    {
        TestClient client = new();
        client.Put("a", [1]);
        client.Put(new string('k', 100), [1]);
        Mooncake.Embedded.Clusters.Cluster cluster = client.Backend.Cluster!;
        Assert.NotEqual(0, cluster.Ledger.OutstandingBytes);

        client.Dispose();

        Assert.Equal(0, cluster.Ledger.OutstandingBytes);
    }
}
