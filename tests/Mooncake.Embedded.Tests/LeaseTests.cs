using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

public sealed class LeaseTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly TestClient _client;

    public LeaseTests()
    {
        _client = new TestClient(new EmbeddedOptions { LeaseDuration = TimeSpan.FromSeconds(2) }, _time);
        _client.Put("k", [1, 2, 3]);
    }

    [Fact]
    public void Remove_OfAnObjectThatNobodyRead_IsDone() => Assert.Equal(0, _client.Remove("k"));

    [Theory]
    [InlineData("get")]
    [InlineData("get into a buffer too small")]
    [InlineData("exists")]
    [InlineData("size")]
    public void Read_GrantsALease(string read)
    {
        Read(read);

        Assert.Equal(-706, _client.Remove("k"));
        Assert.Equal([1, 2, 3], _client.GetBytes("k"));
    }

    [Fact]
    public void Lease_EndsAfterItsDuration()
    {
        _client.Exists("k");

        _time.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.Equal(-706, _client.Remove("k"));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(0, _client.Remove("k"));
    }

    [Fact]
    public void Lease_IsRenewedByTheNextRead()
    {
        _client.Exists("k");
        _time.Advance(TimeSpan.FromSeconds(1.5));
        _client.Exists("k");
        _time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(-706, _client.Remove("k"));
    }

    [Fact]
    public void Remove_WithForce_DoesNotMindALease()
    {
        _client.Exists("k");

        Assert.Equal(0, _client.Remove("k", force: true));
        Assert.Equal(0, _client.Exists("k"));
    }

    [Fact]
    public void RemoveAll_SkipsLeasedObjectsUnlessForced()
    {
        _client.Put("other", [1]);
        _client.Exists("k");

        Assert.Equal(1, _client.Backend.RemoveAll(force: false));
        Assert.Equal(1, _client.Backend.RemoveAll(force: true));
        Assert.Equal(0, _client.Statistics.Objects);
    }

    [Fact]
    public void RemoveByRegex_SkipsLeasedObjectsUnlessForced()
    {
        _client.Put("k2", [1]);
        _client.Exists("k");

        Assert.Equal(1, _client.RemoveByRegex("^k"));
        Assert.Equal(1, _client.RemoveByRegex("^k", force: true));
    }

    [Fact]
    public void Replace_OfALeasedObject_IsNotHeldBack()
    {
        _client.Exists("k");

        Assert.Equal(0, _client.Replace("k", [9]));
        Assert.Equal([9], _client.GetBytes("k"));
    }

    [Fact]
    public void Lease_OfARemovedObject_IsNotInheritedByTheNext()
    {
        _client.Exists("k");
        _client.Remove("k", force: true);
        _client.Put("k", [1]);

        Assert.Equal(0, _client.Remove("k"));
    }

    [Fact]
    public void NoLeases_WhenTheirDurationIsZero()
    {
        using TestClient client = new(new EmbeddedOptions { LeaseDuration = TimeSpan.Zero }, _time);
        client.Put("k", [1]);
        client.Exists("k");

        Assert.Equal(0, client.Remove("k"));
    }

    public void Dispose() => _client.Dispose();

    private void Read(string read)
    {
        switch (read)
        {
            case "get":
                Assert.Equal(3, _client.Get("k", new byte[10]));
                break;
            case "get into a buffer too small":
                Assert.Equal(-600, _client.Get("k", new byte[2]));
                break;
            case "exists":
                Assert.Equal(1, _client.Exists("k"));
                break;
            default:
                Assert.Equal(3, _client.Size("k"));
                break;
        }
    }
}
