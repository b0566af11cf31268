using Mooncake.Backends;
using Mooncake.Embedded.Clusters;
using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests.Clusters;

/// <summary>The end of a cluster: its memory goes back as a whole, but never under a call.</summary>
public sealed unsafe class ClosingTests
{
    private static readonly byte[] Value = TestClient.Pattern(seed: 3, size: 50_000);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(10)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(5000)]
    public void Dispose_GivesAllMemoryBack_AndVisitsNoObject(int keyLength)
    {
        TestClient client = new(new EmbeddedOptions { LeaseDuration = TimeSpan.FromDays(1) });
        Cluster cluster = client.Backend.Cluster!;
        for (int i = 0; i < 1000; i++)
        {
            client.Put($"{i}".PadRight(keyLength, 'k'), new byte[1000], hardPin: i % 3 == 0, softPin: i % 3 == 1);
            client.Exists($"{i}".PadRight(keyLength, 'k'));
        }

        for (int i = 0; i < 100; i++)
        {
            client.Remove($"{i}".PadRight(keyLength, 'k'), force: true);
        }

        client.Dispose();

        Assert.Equal(0, cluster.Ledger.OutstandingBytes);
        Assert.Equal(100, cluster.Work.Retirements);
        Assert.Equal(new EmbeddedStatistics(0, 0, 0, 0, 0, 0, 0, 1000, 1000, 0, 0, 0), client.Statistics);
    }

    [Fact]
    public void Dispose_OfClientsWithReplicas_InAnyOrder_GivesAllMemoryBack()
    {
        for (int round = 0; round < 20; round++)
        {
            EmbeddedOptions named = new() { ClusterName = Guid.NewGuid().ToString() };
            TestClient[] clients = [new(named), new(named), new(named, segment: 0)];
            Cluster cluster = clients[0].Backend.Cluster!;
            for (int i = 0; i < 1000; i++)
            {
                clients[2].Put($"{i}-{new string('k', i % 80)}", new byte[500], replicas: 1 + (i % 2), preferred: [clients[i % 2].Hostname]);
            }

            Parallel.ForEach(clients, static client => client.Dispose());

            Assert.Equal(0, cluster.Ledger.OutstandingBytes);
        }
    }

    [Fact]
    public void Dispose_UnderAView_WaitsForItsEnd()
    {
        TestClient client = new();
        Cluster cluster = client.Backend.Cluster!;
        client.Put("k", Value);
        ReadOnClosing(client, cluster, removes: false);
        Assert.Equal(0, cluster.Ledger.OutstandingBytes);
    }

    [Fact]
    public void Dispose_UnderAViewOfARemovedObject_WaitsForItsEnd()
    {
        TestClient client = new();
        Cluster cluster = client.Backend.Cluster!;
        client.Put("k", Value);
        ReadOnClosing(client, cluster, removes: true);
        Assert.Equal(0, cluster.Ledger.OutstandingBytes);
    }

    [Fact]
    public void Dispose_UnderAStartedPut_WaitsForItsEnd_AndRefusesIt()
    {
        TestClient client = new();
        Cluster cluster = client.Backend.Cluster!;
        fixed (byte* key = "k\0"u8)
        {
            client.Backend.StartPut(key, 1, (nuint)Value.Length, null, out InPlacePut put);
            Thread closing = new(client.Dispose);
            closing.Start();
            Assert.True(SpinWait.SpinUntil(() => cluster.IsClosing, Patience));
            Value.CopyTo(new Span<byte>(put.Bytes, Value.Length));
            Assert.NotEqual(0, cluster.Ledger.OutstandingBytes);
            Assert.Equal(-200, put.End());
            put.Dispose();
            Assert.True(closing.Join(Patience));
        }

        Assert.Equal(0, cluster.Ledger.OutstandingBytes);
    }

    [Fact]
    public void Dispose_UnderAViewOfAnotherCluster_DoesNotWait()
    {
        using TestClient other = new();
        TestClient client = new();
        Cluster cluster = client.Backend.Cluster!;
        other.Put("k", Value);
        client.Put("k", Value);
        fixed (byte* key = "k\0"u8)
        {
            other.Backend.View(key, 1, out ObjectView view);
            client.Dispose();
            Assert.Equal(0, cluster.Ledger.OutstandingBytes);
            Assert.True(new ReadOnlySpan<byte>(view.Bytes, Value.Length).SequenceEqual(Value));
            view.Dispose();
        }
    }

    [Fact]
    public void Dispose_ThatNeedNotWait_LeavesTheMemoryToTheViewsEnd()
    {
        TestClient client = new();
        Cluster cluster = client.Backend.Cluster!;
        cluster.LeaveWaitMilliseconds = 0;
        client.Put("k", Value);
        fixed (byte* key = "k\0"u8)
        {
            client.Backend.View(key, 1, out ObjectView view);
            client.Dispose();
            bool isWhole = new ReadOnlySpan<byte>(view.Bytes, Value.Length).SequenceEqual(Value);
            bool isKept = cluster.Ledger.OutstandingBytes != 0;
            view.Dispose();
            Assert.True(isWhole && isKept);
        }

        Assert.True(SpinWait.SpinUntil(() => cluster.Ledger.OutstandingBytes == 0, Patience));
    }

    [Fact]
    public void Dispose_UnderAllKindsOfCalls_EndsThemAndGivesAllMemoryBack()
    {
        for (int round = 0; round < 30; round++)
        {
            TestClient client = new();
            Cluster cluster = client.Backend.Cluster!;
            for (int i = 0; i < 500; i++)
            {
                client.Put(KeyOf(i), new byte[1 + (i * 60)]);
            }

            using Barrier barrier = new(5);
            Action<int>[] calls =
            [
                i => client.Put(KeyOf(i % 700), new byte[20_000]),
                i => client.GetBytes(KeyOf(i % 700)),
                i => client.Remove(KeyOf(i % 700), force: true),
                i => client.Backend.RemoveByPrefix("other"u8, filter: null, force: i % 2 == 0, out _),
            ];
            Thread[] threads = [.. calls.Select(call => new Thread(() =>
            {
                barrier.SignalAndWait();
                for (int i = 0; client.Backend.IsReady; i++)
                {
                    call(i);
                }
            }))];
            Array.ForEach(threads, static thread => thread.Start());
            barrier.SignalAndWait(TestContext.Current.CancellationToken);
            Thread.Yield();
            client.Dispose();
            Array.ForEach(threads, static thread => thread.Join());

            Assert.Equal(0, cluster.Ledger.OutstandingBytes);
        }

        static string KeyOf(int i) => $"{i}-{new string('k', i % 100)}";
    }

    private static void ReadOnClosing(TestClient client, Cluster cluster, bool removes)
    {
        fixed (byte* key = "k\0"u8)
        {
            client.Backend.View(key, 1, out ObjectView view);
            if (removes)
            {
                Assert.Equal(0, client.Remove("k", force: true));
            }

            Thread closing = new(client.Dispose);
            closing.Start();
            bool began = SpinWait.SpinUntil(() => cluster.IsClosing, Patience);
            bool isKept = cluster.Ledger.OutstandingBytes != 0 && !closing.Join(TimeSpan.FromMilliseconds(20));
            bool isWhole = new ReadOnlySpan<byte>(view.Bytes, Value.Length).SequenceEqual(Value);
            view.Dispose();
            Assert.True(began && isKept && isWhole);
            Assert.True(closing.Join(Patience));
        }
    }
}
