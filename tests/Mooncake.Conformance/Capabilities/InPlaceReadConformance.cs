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

    [Fact]
    public void Prefetch_OfAnyKeys_ChangesNothingAndGrantsNoLease()
    {
        using CapabilityClient client = Open();
        IInPlaceReader reader = client.Backend.GetCapability<IInPlaceReader>()!;
        string[] texts = [.. Enumerable.Range(0, 100).Select(static i => $"k{i}"), new string('l', 1000), ""];
        for (int i = 0; i < 50; i++)
        {
            client.Put($"k{i}", 1, 2, 3);
        }

        byte[][] bytes = [.. texts.Select(static text => GC.AllocateUninitializedArray<byte>(text.Length + 1, pinned: true))];
        for (int i = 0; i < texts.Length; i++)
        {
            System.Text.Encoding.UTF8.GetBytes(texts[i], bytes[i]);
            bytes[i][^1] = 0;
        }

        nint[] keys = [.. bytes.Select(static key => System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(key, 0))];
        int[] lengths = [.. texts.Select(static text => text.Length)];
        reader.Prefetch(keys, lengths, values: true);
        reader.Prefetch(keys, lengths, values: false);
        reader.Prefetch([], [], values: true);
        GC.KeepAlive(bytes);

        Assert.Equal(50, client.Statistics.Objects);
        Assert.Equal(0, client.Backend.Remove((byte*)keys[7], lengths[7], force: false));
        Assert.Equal([1, 2, 3], client.Get("k8")!);
        Assert.Null(client.Get("k50"));
    }
}
