using Mooncake.Backends;
using Mooncake.Conformance.Engines;
using static Mooncake.Conformance.Capabilities.CapabilityClient;

namespace Mooncake.Conformance.Capabilities;

/// <summary>Objects that expire.</summary>
/// <typeparam name="TEngine">The engine; it has conditional writes as well.</typeparam>
public abstract class ExpiryConformance<TEngine> : CapabilitySuite<TEngine, IExpiry>
    where TEngine : ConformanceEngine, new()
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(2);

    [Fact]
    public void Object_BeforeItsExpiry_IsThere()
    {
        using CapabilityClient client = Open();
        long at = PutExpiring(client, "k");
        Assert.Equal([1, 2], client.Get("k"));
        Assert.Equal(at, client.GetExpiry("k"));
        client.GetVersioned("k", buffer: null, out ObjectInfo info);
        Assert.Equal(at, info.ExpiresAt);
    }

    [Fact]
    public void Object_FromItsExpiryOn_IsMissingForEveryCall()
    {
        using CapabilityClient client = Open();
        Dictionary<string, Action<string>> calls = new()
        {
            ["get"] = key => Assert.Null(client.Get(key)),
            ["exists"] = key => Assert.Equal(0, client.IsExist(key)),
            ["size"] = key => Assert.Equal(NotFound, client.SizeOf(key)),
            ["versioned"] = key => Assert.Equal(NotFound, client.GetVersioned(key, new byte[9], out _)),
            ["take"] = key => Assert.Equal(NotFound, client.Take(key, new byte[9])),
            ["remove"] = key => Assert.Equal(NotFound, client.Remove(key)),
            ["expiry"] = key => Assert.Equal(NotFound, client.GetExpiry(key)),
            ["set-expiry"] = key => Assert.Equal(NotFound, client.SetExpiry(key, ObjectExpiry.Never)),
            ["present"] = key => Assert.Equal(NotFound, client.PutIf(key, [9], PutCondition.Present)),
            ["put"] = key => Assert.Equal((0, 9), (client.Put(key, 9), client.Get(key)!.Single())),
            ["absent"] = key => Assert.Equal((0, 9), (client.PutIf(key, [9], PutCondition.Absent), client.Get(key)!.Single())),
            ["always"] = key => Assert.Equal((0, 9), (client.PutIf(key, [9], PutCondition.Always), client.Get(key)!.Single())),
            ["keep"] = key => Assert.Equal((0, 0), (client.PutIf(key, [9], PutCondition.Always, expiresAt: ObjectExpiry.Keep), client.GetExpiry(key))),
            ["regex"] = key => Assert.Equal(0, client.RemoveByRegex($"^{key}$")),
        };
        foreach (string call in calls.Keys)
        {
            PutExpiring(client, call);
        }

        client.Pass(Ttl);
        Assert.All(calls, call => call.Value(call.Key));
    }

    [Fact]
    public void Expiry_OfALeasedObject_IsNotHeldBack()
    {
        using CapabilityClient client = Open();
        PutExpiring(client, "k");
        client.Pass(Ttl - TimeSpan.FromMilliseconds(100));
        Assert.NotNull(client.Get("k"));
        client.Pass(TimeSpan.FromMilliseconds(100));
        Assert.Null(client.Get("k"));
    }

    [Fact]
    public void RemoveAll_CountsNoExpiredObject()
    {
        using CapabilityClient client = Open();
        PutExpiring(client, "a");
        client.Put("b", 1);
        client.Pass(Ttl);
        Assert.Equal(1, client.Backend.RemoveAll(force: true));
    }

    [Fact]
    public void Object_OfAPastExpiry_IsMissingAtOnce()
    {
        using CapabilityClient client = Open();
        Assert.Equal(0, client.PutIf("k", [1], PutCondition.Always, expiresAt: 1));
        Assert.Null(client.Get("k"));
        client.Put("k", 2);
        Assert.Equal(0, client.SetExpiry("k", client.Now));
        Assert.Null(client.Get("k"));
    }

    [Fact]
    public void SetExpiry_ChangesIt_AndKeepsTheVersion()
    {
        using CapabilityClient client = Open();
        long at = PutExpiring(client, "k");
        ulong version = client.VersionOf("k");
        Assert.Equal(0, client.SetExpiry("k", at + 2000));
        client.Pass(Ttl);
        Assert.Equal([1, 2], client.Get("k"));
        Assert.Equal(0, client.SetExpiry("k", ObjectExpiry.Never));
        client.Pass(Ttl * 10);
        Assert.Equal([1, 2], client.Get("k"));
        Assert.Equal((version, ObjectExpiry.Never), (client.VersionOf("k"), client.GetExpiry("k")));
        Assert.Equal(NotFound, client.SetExpiry("none", at));
        Assert.Equal(Invalid, client.SetExpiry("k", -1));
    }

    [Fact]
    public void SetExpiry_OfAnObjectWithoutOne_LetsItExpire()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1);
        Assert.Equal(0, client.SetExpiry("k", client.Now + 1000));
        client.Pass(TimeSpan.FromSeconds(1));
        Assert.Null(client.Get("k"));
    }

    [Theory]
    [InlineData(ObjectExpiry.Keep, true)]
    [InlineData(ObjectExpiry.Never, false)]
    public void Replacement_KeepsTheExpiryOnlyIfAsked(long expiresAt, bool isKept)
    {
        using CapabilityClient client = Open();
        long at = PutExpiring(client, "k");
        client.PutIf("k", [3], PutCondition.Present, expiresAt: expiresAt);
        Assert.Equal(isKept ? at : ObjectExpiry.Never, client.GetExpiry("k"));
        client.Pass(Ttl);
        Assert.Equal(isKept ? null : [3], client.Get("k"));
    }

    [Fact]
    public void Put_OverAnObjectThatIsThere_LeavesItsExpiry()
    {
        using CapabilityClient client = Open();
        long at = PutExpiring(client, "k");
        client.Put("k", 9);
        Assert.Equal(at, client.GetExpiry("k"));
    }

    [Fact]
    public void Expiry_OfARemovedObject_IsNotInheritedByTheNext()
    {
        using CapabilityClient client = Open();
        for (int i = 0; i < 3000; i++)
        {
            PutExpiring(client, $"a{i}");
            client.Remove($"a{i}");
            client.Put($"b{i}", 1);
        }

        client.Pass(Ttl);
        Assert.All(Enumerable.Range(0, 3000), i => Assert.Equal((1, 0), (client.IsExist($"b{i}"), client.GetExpiry($"b{i}"))));
    }

    [Fact]
    public void Expiries_OfManyTimes_AreKeptToTheMillisecond()
    {
        using CapabilityClient client = Open();
        long start = client.Now;
        for (int i = 1; i <= 2000; i++)
        {
            client.PutIf($"k{i}", [1], PutCondition.Always, expiresAt: start + 5000 + i);
        }

        client.Pass(TimeSpan.FromMilliseconds(6000 - (client.Now - start)));
        Assert.Equal(1000, Enumerable.Range(1, 2000).Sum(i => client.IsExist($"k{i}")));
        Assert.Equal((0, 1), (client.IsExist("k1000"), client.IsExist("k1001")));
    }

    private static long PutExpiring(CapabilityClient client, string key)
    {
        long at = client.Now + (long)Ttl.TotalMilliseconds;
        Assert.Equal(0, client.PutIf(key, [1, 2], PutCondition.Always, expiresAt: at));
        return at;
    }
}
