using System.Text;
using Mooncake.Backends;
using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Capabilities;

/// <summary>Objects that are written where they will lie.</summary>
/// <typeparam name="TEngine">The engine.</typeparam>
public abstract unsafe class InPlaceWriteConformance<TEngine> : CapabilitySuite<TEngine, IInPlaceWriter>
    where TEngine : ConformanceEngine, new()
{
    [Theory]
    [InlineData(1)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(900)]
    public void StartedPut_IsSeenOnlyFromItsEndOn(int keyLength)
    {
        using CapabilityClient client = Open();
        string name = new('k', keyLength);
        IInPlaceWriter writer = client.Backend.GetCapability<IInPlaceWriter>()!;
        fixed (byte* key = Encoding.UTF8.GetBytes(name + '\0'))
        {
            Assert.Equal(0, writer.StartPut(key, keyLength, 3, config: null, out InPlacePut revoked));
            new Span<byte>(revoked.Bytes, 3).Fill(7);
            Assert.Equal(0, client.IsExist(name));
            revoked.Dispose();
            Assert.Equal(0, client.IsExist(name));

            Assert.Equal(0, writer.StartPut(key, keyLength, 3, config: null, out InPlacePut put));
            new Span<byte>(put.Bytes, 3).Fill(8);
            Assert.Equal(0, put.End());
            put.Dispose();
            Assert.Equal([8, 8, 8], client.Get(name));

            Assert.Equal(0, writer.StartPut(key, keyLength, 3, config: null, out InPlacePut late));
            int kept = 0;
            if (late.Bytes != null)
            {
                new Span<byte>(late.Bytes, 3).Fill(9);
                kept = (int)StoreErrorCode.ObjectAlreadyExists;
            }

            Assert.Equal(kept, late.End());
            late.Dispose();
            Assert.Equal([8, 8, 8], client.Get(name));
        }
    }
}
