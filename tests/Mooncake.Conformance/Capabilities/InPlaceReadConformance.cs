using Mooncake.Backends;
using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Capabilities;

/// <summary>Objects that are read and written where they lie.</summary>
/// <typeparam name="TEngine">The engine.</typeparam>
public abstract unsafe class InPlaceReadConformance<TEngine> : CapabilitySuite<TEngine, IInPlaceReader>
    where TEngine : ConformanceEngine, new()
{
    [Fact]
    public void View_OfAnObject_ShowsItsBytesUntilItIsDisposed()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1, 2, 3);
        IInPlaceReader reader = client.Backend.GetCapability<IInPlaceReader>()!;
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(3, reader.View(key, 1, out ObjectView view));
            client.Remove("k");
            for (int i = 0; i < 1000; i++)
            {
                client.Put($"o{i}", 9, 9, 9);
            }

            Assert.Equal([1, 2, 3], new ReadOnlySpan<byte>(view.Bytes, 3).ToArray());
            view.Dispose();
            view.Dispose();

            // An engine that looks into its memory only leaves the answer to a get.
            Assert.True(reader.View(key, 1, out view) is CapabilityClient.NotFound or 0);
            Assert.Null(client.Get("k"));
            Assert.True(view.Bytes == null);
            view.Dispose();
        }
    }
}
