using System.Text;
using Mooncake.Backends;
using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Capabilities;

/// <summary>Removals of many objects in one call.</summary>
/// <typeparam name="TEngine">The engine.</typeparam>
public abstract class BulkRemovalConformance<TEngine> : CapabilitySuite<TEngine, IBulkRemover>
    where TEngine : ConformanceEngine, new()
{
    [Fact]
    public void RemoveByPrefix_RemovesWhatBeginsSo_AndCountsWhatALeaseProtects()
    {
        using CapabilityClient client = Open();
        IBulkRemover remover = client.Backend.GetCapability<IBulkRemover>()!;
        Assert.All(["a", "a/1", "a/2", "a/3", "b"], key => client.Put(key, 1));
        client.Get("a/1");
        Assert.Equal((2, 1), (remover.RemoveByPrefix("a/"u8, filter: null, force: false, out long skipped), skipped));
        Assert.Equal((1, 0), (remover.RemoveByPrefix("a/"u8, filter: null, force: true, out skipped), skipped));
        Assert.Equal((1, 1), (client.IsExist("a"), client.IsExist("b")));
        Assert.Equal(2, remover.RemoveByPrefix(default, filter: null, force: true, out _));
    }

    [Fact]
    public void RemoveByPrefix_WithAFilter_AsksItForEveryKey()
    {
        using CapabilityClient client = Open();
        IBulkRemover remover = client.Backend.GetCapability<IBulkRemover>()!;
        Assert.All(["k1", "k2", "x1"], key => client.Put(key, 1));
        List<string> asked = [];
        bool IsMeant(ReadOnlySpan<byte> key)
        {
            asked.Add(Encoding.UTF8.GetString(key));
            return key.EndsWith("1"u8);
        }

        Assert.Equal(1, remover.RemoveByPrefix("k"u8, IsMeant, force: true, out _));
        Assert.Equal(["k1", "k2"], asked.Order(StringComparer.Ordinal));
        Assert.Equal((0, 1, 1), (client.IsExist("k1"), client.IsExist("k2"), client.IsExist("x1")));
    }

    [Fact]
    public void RemoveByRegex_RemovesItsMatches_AndRefusesAPatternThatIsNotValid()
    {
        using CapabilityClient client = Open();
        IBulkRemover remover = client.Backend.GetCapability<IBulkRemover>()!;
        Assert.All(["k1", "k2", "x1"], key => client.Put(key, 1));
        client.Get("k1");
        Assert.Equal((1, 1), (remover.RemoveByRegex("^k"u8, force: false, out long skipped), skipped));
        Assert.Equal(CapabilityClient.Invalid, remover.RemoveByRegex("("u8, force: true, out _));
        Assert.Equal(2, remover.RemoveByRegex("1$"u8, force: true, out _));
    }
}
