using Mooncake.Backends;
using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

/// <summary>Why a put finds no room.</summary>
public sealed class OutOfSpaceTests
{
    private const int MiB = 1 << 20;

    private readonly FakeTime _time = new();

    [Fact]
    public void Report_OfAnObjectLargerThanTheSegment_NamesTheSegment()
    {
        using TestClient client = new(staging: 64 * TestClient.MiB);

        Assert.Equal(-200, client.Put("k", new byte[(16 * MiB) + 1]));
        Assert.Equal(ReportOf(OutOfSpaceCause.ObjectTooLarge, 16 * MiB, 16 * MiB, 0, 0), client.Backend.ReportOutOfSpace((16 * MiB) + 1, 1));
        Assert.Equal(OutOfSpaceCause.ObjectTooLarge, client.Backend.ReportOutOfSpace(nuint.MaxValue, 1000).Cause);
    }

    [Fact]
    public void Report_OfAnObjectThatOnlyItsLongKeyMakesTooLarge_NamesWhatIsLeft()
    {
        using TestClient client = new();
        string key = new('k', 100);

        Assert.Equal(-200, client.Put(key, new byte[16 * MiB]));
        Assert.Equal(ReportOf(OutOfSpaceCause.ObjectTooLarge, (16 * MiB) - 100, 16 * MiB, 0, 0), client.Backend.ReportOutOfSpace(16 * MiB, 100));
        Assert.Equal(0, client.Put(key, new byte[(16 * MiB) - 100]));
    }

    [Fact]
    public void Report_OfSeveralSegments_GoesByTheLargest()
    {
        EmbeddedOptions named = new() { ClusterName = Guid.NewGuid().ToString() };
        using TestClient small = new(named);
        using TestClient large = new(named, segment: 32 * TestClient.MiB);

        Assert.Equal(ReportOf(OutOfSpaceCause.ObjectTooLarge, 32 * MiB, 48 * MiB, 0, 0), small.Backend.ReportOutOfSpace(33 * MiB, 1));
        Assert.Equal(OutOfSpaceCause.Unknown, small.Backend.ReportOutOfSpace(32 * MiB, 1).Cause);
    }

    [Fact]
    public void Report_WithoutASegment_SaysSo()
    {
        using TestClient pure = new(segment: 0);

        Assert.Equal(OutOfSpaceCause.NoSegment, pure.Backend.ReportOutOfSpace(1, 1).Cause);
    }

    [Fact]
    public void Report_FullOfHardPins_CountsThem()
    {
        using TestClient client = new();
        int stored = Fill(client, hardPin: true);

        Assert.Equal(ReportOf(OutOfSpaceCause.HardPins, 16 * MiB, 16 * MiB, stored * MiB, 0), client.Backend.ReportOutOfSpace(MiB, 1));
        client.Remove("o0", force: true);
        Assert.Equal((stored - 1) * MiB, client.Backend.ReportOutOfSpace(MiB, 1).PinnedBytes);
        client.Replace("o1", [1]);
        Assert.Equal((stored - 2) * MiB, client.Backend.ReportOutOfSpace(MiB, 1).PinnedBytes);
        client.Backend.RemoveAll(force: true);
        Assert.Equal(0, client.Backend.ReportOutOfSpace(MiB, 1).PinnedBytes);
    }

    [Fact]
    public void Report_FullOfLeases_CountsThem_UntilTheyEnd()
    {
        using TestClient client = new(time: _time);
        for (int i = 0; i < 15; i++)
        {
            client.Put($"o{i}", new byte[MiB]);
            client.Exists($"o{i}");
        }

        Assert.Equal(-200, client.Put("k", new byte[2 * MiB]));
        Assert.Equal(ReportOf(OutOfSpaceCause.Leases, 16 * MiB, 16 * MiB, 0, 15 * MiB), client.Backend.ReportOutOfSpace(2 * MiB, 1));
        client.Remove("o3", force: true);
        Assert.Equal(14 * MiB, client.Backend.ReportOutOfSpace(4 * MiB, 1).LeasedBytes);
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(0, client.Put("k", new byte[4 * MiB]));
        Assert.Equal(0, client.Backend.ReportOutOfSpace(MiB, 1).LeasedBytes);
    }

    [Fact]
    public void Report_OfPinsAndLeases_NamesWhatWouldHaveToGo()
    {
        using TestClient client = new(time: _time);
        for (int i = 0; i < 15; i++)
        {
            client.Put($"o{i}", new byte[MiB], hardPin: i < 10);
            client.Exists($"o{i}");
        }

        Assert.Equal(-200, client.Put("k", new byte[4 * MiB]));
        Assert.Equal(OutOfSpaceCause.Leases, client.Backend.ReportOutOfSpace(4 * MiB, 1).Cause);
        Assert.Equal(-200, client.Put("k", new byte[8 * MiB]));
        Assert.Equal(ReportOf(OutOfSpaceCause.HardPins, 16 * MiB, 16 * MiB, 10 * MiB, 5 * MiB), client.Backend.ReportOutOfSpace(8 * MiB, 1));
    }

    private static OutOfSpaceReport ReportOf(OutOfSpaceCause cause, long largest, long capacity, long pinned, long leased) =>
        new(cause, largest, capacity, pinned, leased) { CapacitySetting = "segment= (SegmentBytes)" };

    private static int Fill(TestClient client, bool hardPin)
    {
        int stored = 0;
        while (client.Put($"o{stored}", new byte[MiB], hardPin: hardPin) == 0)
        {
            stored++;
        }

        return stored;
    }
}
