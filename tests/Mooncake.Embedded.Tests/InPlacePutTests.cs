using Mooncake.Backends;
using Mooncake.Embedded.Clusters;
using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

/// <summary>Objects that are written where they will lie.</summary>
public sealed unsafe class StartedPutTests
{
    private static readonly byte[] Value = TestClient.Pattern(seed: 1, size: 10_000);

    [Theory]
    [InlineData(1)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(5000)]
    public void End_OfAPutWhoseBytesAreWritten_MakesTheObjectKnown(int keyLength)
    {
        using TestClient client = new();
        string name = new('k', keyLength);
        fixed (byte* key = TestClient.Key(name))
        {
            Assert.Equal(0, client.Backend.StartPut(key, keyLength, (nuint)Value.Length, null, out InPlacePut put));
            Value.CopyTo(new Span<byte>(put.Bytes, Value.Length));
            Assert.Equal(0, client.Exists(name));
            Assert.Equal(0, put.End());
            put.Dispose();
        }

        Assert.Equal(Value, client.GetBytes(name));
        Assert.Equal(1, client.Statistics.Puts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5000)]
    public void Dispose_OfAPutThatWasNotEnded_GivesItsRoomBack(int keyLength)
    {
        TestClient client = new();
        Cluster cluster = client.Backend.Cluster!;
        string name = new('k', keyLength);
        fixed (byte* key = TestClient.Key(name))
        {
            client.Backend.StartPut(key, keyLength, (nuint)Value.Length, null, out InPlacePut put);
            Assert.NotEqual(0, client.Statistics.UsedBytes);
            put.Dispose();
            put.Dispose();
            Assert.True(put.Bytes == null);
            Assert.Equal(0, put.End());
        }

        Assert.Equal((0, 0), (client.Statistics.UsedBytes, client.Statistics.Objects));
        client.Dispose();
        Assert.Equal(0, cluster.Ledger.OutstandingBytes);
    }

    [Fact]
    public void StartPut_UnderAKeyThatExists_HasNothingToWrite()
    {
        using TestClient client = new();
        client.Put("k", [1]);
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(0, client.Backend.StartPut(key, 1, 5, null, out InPlacePut put));
            Assert.True(put.Bytes == null);
            Assert.Equal(0, put.End());
            put.Dispose();
        }

        Assert.Equal([1], client.GetBytes("k"));
    }

    [Fact]
    public void End_UnderAKeyThatExists_AmongManyNewOnes_LeavesTheOtherObject()
    {
        using TestClient client = new();
        client.Put("k", [1]);
        for (int i = 0; i < 5000; i++)
        {
            client.Put($"passing-{i}", [2]);
            client.Remove($"passing-{i}", force: true);
        }

        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(0, client.Backend.StartPut(key, 1, 5, null, out InPlacePut put));
            int kept = 0;
            if (put.Bytes != null)
            {
                new Span<byte>(put.Bytes, 5).Fill(9);
                kept = (int)StoreErrorCode.ObjectAlreadyExists;
            }

            Assert.Equal(kept, put.End());
            put.Dispose();
        }

        Assert.Equal([1], client.GetBytes("k"));
        client.Remove("k", force: true);
        Assert.Equal(0, client.Statistics.UsedBytes);
    }

    [Fact]
    public void End_WhereTheKeyWasTakenMeanwhile_LeavesTheOtherObject()
    {
        using TestClient client = new();
        fixed (byte* key = "k\0"u8)
        {
            client.Backend.StartPut(key, 1, (nuint)Value.Length, null, out InPlacePut put);
            client.Put("k", [1]);
            new Span<byte>(put.Bytes, Value.Length).Clear();
            Assert.Equal((int)StoreErrorCode.ObjectAlreadyExists, put.End());
            put.Dispose();
        }

        Assert.Equal([1], client.GetBytes("k"));
        client.Remove("k", force: true);
        Assert.Equal(0, client.Statistics.UsedBytes);
    }

    [Fact]
    public void StartPut_IntoAStoreFullOfPinnedObjects_SaysSo()
    {
        using TestClient client = new();
        int stored = 0;
        while (client.Put($"pinned-{stored}", new byte[1 << 20], hardPin: true) == 0)
        {
            stored++;
        }

        Assert.InRange(stored, 10, 16);
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(-200, client.Backend.StartPut(key, 1, 8 << 20, null, out InPlacePut put));
            Assert.True(put.Bytes == null);
            put.Dispose();
        }
    }

    [Fact]
    public void StartPut_OfWhatNoPutTakes_IsRefused()
    {
        using TestClient client = new();
        ReplicateConfig none = new() { ReplicaCount = 0 };
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(-600, client.Backend.StartPut(key, 0, 1, null, out _));
            Assert.Equal(-600, client.Backend.StartPut(key, 1, 0, null, out _));
            Assert.Equal(-600, client.Backend.StartPut(key, 1, 1, &none, out _));
            Assert.Equal(-1, client.Backend.StartPut(null, 1, 1, null, out _));
        }
    }

    [Fact]
    public void End_OfAPutWithReplicas_FillsThemAll()
    {
        EmbeddedOptions named = new() { ClusterName = Guid.NewGuid().ToString() };
        using TestClient a = new(named);
        TestClient b = new(named);
        ReplicateConfig twice = new() { ReplicaCount = 2 };
        fixed (byte* key = "k\0"u8)
        {
            a.Backend.StartPut(key, 1, (nuint)Value.Length, &twice, out InPlacePut put);
            Value.CopyTo(new Span<byte>(put.Bytes, Value.Length));
            Assert.Equal(0, put.End());
            put.Dispose();
        }

        // One of the two replicas goes, whichever it is.
        b.Dispose();
        Assert.Equal(Value, a.GetBytes("k"));
    }

    [Fact]
    public void End_WhereTheSegmentsClientLeavesMeanwhile_TakesTheBytesToAnother()
    {
        EmbeddedOptions named = new() { ClusterName = Guid.NewGuid().ToString() };
        using TestClient a = new(named);
        TestClient b = new(named);
        fixed (byte* key = "k\0"u8, host = TestClient.Key(b.Hostname))
        {
            byte* preferred = host;
            ReplicateConfig there = new() { ReplicaCount = 1, PreferredSegments = &preferred, PreferredSegmentCount = 1 };
            a.Backend.StartPut(key, 1, (nuint)Value.Length, &there, out InPlacePut put);
            Value.CopyTo(new Span<byte>(put.Bytes, Value.Length));
            Thread leaving = new(b.Dispose);
            leaving.Start();
            Assert.True(SpinWait.SpinUntil(() => a.Statistics.Segments == 1, TimeSpan.FromSeconds(5)));

            // The client waits for the bytes' room before its memory goes: what was written is still there to be taken along.
            Assert.Equal(0, put.End());
            put.Dispose();
            Assert.True(leaving.Join(TimeSpan.FromSeconds(5)));
        }

        Assert.Equal(Value, a.GetBytes("k"));
    }
}
