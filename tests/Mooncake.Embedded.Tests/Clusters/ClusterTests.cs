using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests.Clusters;

public sealed class ClusterTests
{
    private const int MiB = 1 << 20;

    private readonly EmbeddedOptions _named = new() { ClusterName = Guid.NewGuid().ToString() };

    [Fact]
    public void ClientsOfOneName_ShareTheirObjects()
    {
        using TestClient a = new(_named);
        using TestClient b = new(_named with { });

        a.Put("k", [1]);

        Assert.Equal([1], b.GetBytes("k"));
        Assert.Equal(0, b.Remove("k", force: true));
        Assert.Equal(0, a.Exists("k"));
    }

    [Fact]
    public void ClientsWithoutAName_ShareNothing()
    {
        using TestClient a = new();
        using TestClient b = new();

        a.Put("k", [1]);

        Assert.Equal(0, b.Exists("k"));
    }

    [Fact]
    public void Setup_WithOtherOptionsForAnOpenName_IsRefused()
    {
        using TestClient a = new(_named);
        using TestClient options = new(_named with { LeaseDuration = TimeSpan.FromSeconds(1) });
        using TestClient time = new(_named, new FakeTime());

        Assert.Equal((int)StoreErrorCode.ClusterOptionsDiffer, options.SetupAnswer);
        Assert.Equal((int)StoreErrorCode.ClusterOptionsDiffer, time.SetupAnswer);
    }

    [Fact]
    public void Name_IsFreeAgain_WhenTheLastClientHasLeft()
    {
        using (TestClient first = new(_named))
        {
            first.Put("k", [1]);
        }

        using TestClient next = new(_named with { LeaseDuration = TimeSpan.FromSeconds(1) });

        Assert.Equal(0, next.SetupAnswer);
        Assert.Equal(0, next.Exists("k"));
    }

    [Fact]
    public void Leaving_TakesTheObjectsThatLieNowhereElse()
    {
        using TestClient a = new(_named);
        TestClient b = new(_named);
        a.Put("in-a", [1], preferred: a.Hostname);
        a.Put("in-b", [2], preferred: b.Hostname);
        a.Put("in-both", [3], replicas: 2);

        b.Dispose();

        Assert.Equal([1], a.GetBytes("in-a"));
        Assert.Null(a.GetBytes("in-b"));
        Assert.Equal([3], a.GetBytes("in-both"));
        Assert.Equal(1, a.Statistics.Segments);
    }

    [Fact]
    public void Leaving_OfEitherReplica_LeavesTheObjectWithItsLeaseAndPins()
    {
        foreach (bool firstLeaves in new[] { true, false })
        {
            FakeTime time = new();
            EmbeddedOptions options = new() { ClusterName = Guid.NewGuid().ToString() };
            TestClient a = new(options, time);
            TestClient b = new(options, time);
            string key = new('k', 100);
            a.Put(key, TestClient.Pattern(1, 5000), hardPin: true, replicas: 2, preferred: a.Hostname);
            a.Exists(key);

            (firstLeaves ? a : b).Dispose();

            using TestClient remaining = firstLeaves ? b : a;
            Assert.Equal(-706, remaining.Remove(key));
            Assert.Equal(TestClient.Pattern(1, 5000), remaining.GetBytes(key));
            for (int i = 0; i < 40; i++)
            {
                remaining.Put($"o{i}", new byte[MiB]);
            }

            Assert.Equal(TestClient.Pattern(1, 5000), remaining.GetBytes(key));
        }
    }

    [Fact]
    public void Leaving_OfBothReplicasClientsAtOnce_TakesTheObject()
    {
        using TestClient stays = new(_named);
        long before = stays.Backend.Cluster!.Ledger.OutstandingBytes;
        for (int round = 0; round < 30; round++)
        {
            TestClient[] leaving = [new(_named), new(_named)];
            for (int i = 0; i < 1000; i++)
            {
                leaving[0].Put($"{i}-{new string('k', 60)}", new byte[100], replicas: 2, preferred: [leaving[i % 2].Hostname, leaving[1 - (i % 2)].Hostname]);
            }

            Parallel.ForEach(leaving, static client => client.Dispose());

            Assert.Equal((0, 1), (stays.Statistics.Objects, stays.Statistics.Segments));
            Assert.Equal(before, stays.Backend.Cluster.Ledger.OutstandingBytes);
        }
    }

    [Fact]
    public void RemoveByRegex_WhileAClientLeaves_MissesNoObjectThatMovesToItsOtherReplica()
    {
        using TestClient stays = new(_named);
        for (int round = 0; round < 10; round++)
        {
            TestClient leaves = new(_named);
            for (int i = 0; i < 5000; i++)
            {
                stays.Put($"{round}-{i}", [1], replicas: 2, preferred: [leaves.Hostname, stays.Hostname]);
            }

            Parallel.Invoke(leaves.Dispose, () => stays.RemoveByRegex($"^{round}-[0-9]+$", force: true));

            Assert.Equal(0, stays.Statistics.Objects);
        }
    }

    [Fact]
    public void Put_WithReplicas_WhereRoomIsOnlyKeptForOthers_HasThemAll()
    {
        using TestClient a = new(_named);
        using TestClient b = new(_named);
        a.Put("8 KiB of a", new byte[8192], hardPin: true, preferred: a.Hostname);
        a.Put("8 KiB of b", new byte[8192], hardPin: true, preferred: b.Hostname);
        for (int i = 0; i < 4094; i++)
        {
            Assert.Equal(0, a.Put($"o{i}", new byte[4096], hardPin: true, replicas: 2));
        }

        a.Remove("8 KiB of a");
        long used = a.Statistics.UsedBytes - (2 * 2 * 4096);
        Assert.Equal(0, a.Remove("o0"));
        Assert.Equal(0, a.Remove("o1"));

        Assert.Equal(0, a.Put("x", new byte[8192], hardPin: true, replicas: 2));

        Assert.Equal(used + (2 * 8192), a.Statistics.UsedBytes);
    }

    [Fact]
    public void Leaving_FreesTheSegmentAndNothingElse()
    {
        using TestClient a = new(_named);
        long before = a.Backend.Cluster!.Ledger.OutstandingBytes;
        TestClient b = new(_named);
        for (int i = 0; i < 100; i++)
        {
            b.Put($"{i}-{new string('k', 60)}", new byte[1000], preferred: b.Hostname);
        }

        b.Dispose();

        Assert.Equal(before, a.Backend.Cluster.Ledger.OutstandingBytes);
        Assert.Equal(0, a.Statistics.UsedBytes);
    }

    [Fact]
    public void PureClient_StoresInTheOthersSegments()
    {
        using TestClient owner = new(_named);
        TestClient pure = new(_named, segment: 0);

        Assert.Equal(0, pure.Put("k", [1]));
        pure.Dispose();

        Assert.Equal([1], owner.GetBytes("k"));
    }

    [Fact]
    public void Put_WithoutAnySegment_AnswersNoAvailableHandle()
    {
        using TestClient pure = new(segment: 0);

        Assert.Equal(-200, pure.Put("k", [1]));
    }

    [Theory]
    [InlineData(1UL, -600)]
    [InlineData((16UL << 20) - 1, -600)]
    [InlineData(16UL << 20, 0)]
    [InlineData(0UL, 0)]
    [InlineData(ulong.MaxValue, -600)]
    public void Setup_ChecksTheSegmentsSize(ulong size, int expected)
    {
        using TestClient client = new(segment: size);

        Assert.Equal(expected, client.SetupAnswer);
    }

    [Fact]
    public void Setup_WithMoreThanTheMachineHas_AnswersNoAvailableHandle()
    {
        using TestClient client = new(segment: 1UL << 60);

        Assert.Equal(-200, client.SetupAnswer);
        Assert.Equal(1, client.Backend.HealthCheck());
    }

    [Theory]
    [InlineData("localhost", "localhost:")]
    [InlineData("node7:1234", "node7:")]
    [InlineData("", "localhost:")]
    [InlineData("[::1]:99", "[::1]:")]
    [InlineData("fe80::1", "[fe80::1]:")]
    public void Hostname_IsTheHostWithAPortOfItsOwn(string configured, string expected)
    {
        using TestClient a = new(host: configured);
        using TestClient b = new(host: configured);

        Assert.StartsWith(expected, a.Hostname, StringComparison.Ordinal);
        Assert.True(int.TryParse(a.Hostname[expected.Length..], out _));
        Assert.NotEqual(a.Hostname, b.Hostname);
        Assert.Equal(-1, a.Backend.GetHostname(new byte[a.Hostname.Length]));
        Assert.Equal(0, a.Backend.GetHostname(new byte[a.Hostname.Length + 1]));
    }

    [Fact]
    public void Replicas_LieInDifferentSegments_AndAreCutToTheirNumber()
    {
        using TestClient a = new(_named);
        using TestClient b = new(_named);

        Assert.Equal(0, a.Put("one", new byte[64]));
        Assert.Equal(64, a.Statistics.UsedBytes);
        Assert.Equal(0, a.Put("nine", new byte[64], replicas: 9));
        Assert.Equal(3 * 64, a.Statistics.UsedBytes);
        Assert.Equal(0, a.Remove("nine"));
        Assert.Equal(64, a.Statistics.UsedBytes);
        Assert.Equal(-600, a.Put("none", new byte[64], replicas: 0));
    }

    [Fact]
    public void Objects_WithoutPreference_GoWhereMostIsFree()
    {
        using TestClient small = new(_named);
        TestClient large = new(_named, segment: 64 * MiB);
        for (int i = 0; i < 32; i++)
        {
            small.Put($"o{i}", new byte[MiB]);
        }

        large.Dispose();

        Assert.Equal(0, small.Statistics.Objects);
    }

    [Fact]
    public void PreferredSegment_ThatIsFullOrUnknown_DoesNotStopThePut()
    {
        using TestClient a = new(_named);
        using TestClient b = new(_named);
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(0, a.Put($"o{i}", new byte[MiB], hardPin: true, preferred: a.Hostname));
        }

        Assert.Equal(0, a.Put("next", new byte[MiB], hardPin: true, preferred: [a.Hostname, "nowhere:1"]));
        Assert.Equal(17, a.Statistics.Objects);
    }
}
