using System.Runtime.InteropServices;
using Mooncake.Backends;
using Mooncake.Native.Tests.Stub;

namespace Mooncake.Native.Tests.Engine;

/// <summary>The configuration lies in memory as the C compiler lays it.</summary>
public sealed unsafe class ReplicateConfigTests(StubCompiler compiler)
{
    [Fact]
    public void Layout_On64Bit_IsThatOfTheHeader() => Assert.Equal<nuint>([32, 0, 8, 12, 16, 24], Layout());

    [Fact]
    public void Layout_AsTheCompilerHasIt_IsTheSame() => Assert.Equal(new StubLibrary(compiler.Complete()).ConfigLayout(), Layout());

    [Fact]
    public void Type_IsBlittable()
    {
        // Pinning throws for what has to be marshalled.
        GCHandle handle = GCHandle.Alloc(default(ReplicateConfig), GCHandleType.Pinned);
        handle.Free();
    }

    private static nuint[] Layout()
    {
        ReplicateConfig config = default;
        byte* start = (byte*)&config;
        return
        [
            (nuint)sizeof(ReplicateConfig),
            (nuint)((byte*)&config.ReplicaCount - start),
            (nuint)((byte*)&config.WithSoftPin - start),
            (nuint)((byte*)&config.WithHardPin - start),
            (nuint)((byte*)&config.PreferredSegments - start),
            (nuint)((byte*)&config.PreferredSegmentCount - start),
        ];
    }
}
