using System.Text;
using Mooncake.Backends;
using Mooncake.Testing.Tests.Support;

namespace Mooncake.Testing.Tests;

public sealed unsafe class DecoratingStoreBackendTests
{
    [Fact]
    public void Dispose_OwningTheInner_DisposesOfIt()
    {
        MemoryBackend inner = new();
        new PassThrough(inner, leaveInnerOpen: false).Dispose();

        Assert.True(inner.IsDisposed);
    }

    [Fact]
    public void Dispose_LeavingTheInnerOpen_DoesNot()
    {
        using MemoryBackend inner = new();
        new PassThrough(inner, leaveInnerOpen: true).Dispose();

        Assert.False(inner.IsDisposed);
    }

    [Fact]
    public void Setup_OverABackendThatIsSetUp_GoesOnWithIt()
    {
        MemoryBackend inner = new MemoryBackend().Ready();
        inner.Put("k", [1]);
        using PassThrough backend = new PassThrough(inner, leaveInnerOpen: false).Ready();

        Assert.Equal(1, backend.Exists("k"));
    }

    [Fact]
    public void Call_BeforeSetup_IsRefusedByTheGuard()
    {
        using MemoryBackend inner = new MemoryBackend().Ready();
        using PassThrough backend = new(inner, leaveInnerOpen: true);

        Assert.Equal((int)StoreErrorCode.InvalidParams, backend.Exists("k"));
    }

    [Fact]
    public void Hostname_Asked_IsTheInner()
    {
        using PassThrough backend = new PassThrough(new MemoryBackend(), leaveInnerOpen: false).Ready();
        byte[] destination = new byte[16];

        Assert.Equal(0, backend.GetHostname(destination));
        Assert.Equal("memory:1", Encoding.UTF8.GetString(destination.AsSpan(0, destination.AsSpan().IndexOf((byte)0))));
    }

    [Fact]
    public void Inner_Null_Throws() => Assert.Throws<ArgumentNullException>(() => new PassThrough(null!, leaveInnerOpen: false));

    [Fact]
    public void Overridden_OneCall_LeavesTheOthersAsTheyAre()
    {
        using NothingThere backend = new NothingThere(new MemoryBackend()).Ready();
        backend.Put("k", [7]);

        Assert.Equal(0, backend.Exists("k"));
        Assert.Equal(1, backend.Get("k").Answer);
    }

    private sealed class PassThrough(StoreBackend inner, bool leaveInnerOpen) : DecoratingStoreBackend(inner, leaveInnerOpen);

    private sealed class NothingThere(StoreBackend inner) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
    {
        protected override int IsExistCore(byte* key, int keyLength) => 0;
    }
}
