using System.Buffers;
using System.Runtime.InteropServices;

namespace Mooncake.Buffers;

public sealed unsafe class RegisteredBufferTests : PoolTest
{
    private readonly object _owner = new();

    [Fact]
    public void Allocate_Length_RegistersPageAlignedZeroedMemory()
    {
        using RegisteredBuffer buffer = Allocate(10_000);
        (nint start, nuint length) = Assert.Single(Backend.Registered);
        Assert.Equal(0, start % Environment.SystemPageSize);
        Assert.Equal(10_000u, length);
        Assert.Equal(start, buffer.Address);
        Assert.False(buffer.Whole.Span.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Allocate_BackendRefuses_IsAnErrorThatNamesTheCode()
    {
        Backend.RegisterAnswer = -1;
        StoreError error = RegisteredBuffer.Allocate(Backend, Releases, _owner, 100).Error!;
        Assert.Equal(-1, error.NativeCode);
        Assert.Equal(StoreOperation.Register, error.Operation);
    }

    [Fact]
    public void Register_MemoryRegisteredAlready_IsAnErrorThatSaysSo()
    {
        using RegisteredBuffer buffer = Allocate(4096);
        StoreError error = RegisteredBuffer.Register(Backend, Releases, _owner, buffer.Address + 100, 10).Error!;
        Assert.Equal(StoreErrorCode.InvalidParams, error.Code);
        Assert.Contains("already registered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_ForeignMemory_LeavesItToTheCaller()
    {
        void* memory = NativeMemory.Alloc(100);
        RegisteredBuffer buffer = RegisteredBuffer.Register(Backend, Releases, _owner, (nint)memory, 100).GetValueOrThrow();
        buffer.Whole.Span.Fill(3);
        buffer.Dispose();
        Assert.Empty(Backend.Registered);
        Assert.Equal(3, ((byte*)memory)[99]);
        NativeMemory.Free(memory);
    }

    [Fact]
    public void Register_NullOrNothing_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => RegisteredBuffer.Register(Backend, Releases, _owner, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegisteredBuffer.Register(Backend, Releases, _owner, 4096, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegisteredBuffer.Register(Backend, Releases, _owner, 4096, nuint.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegisteredBuffer.Allocate(Backend, Releases, _owner, 0));
    }

    [Fact]
    public void Dispose_Twice_UnregistersOnce()
    {
        RegisteredBuffer buffer = Allocate(100);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Equal(1, Backend.Unregistrations);
        Assert.Null(buffer.ReleaseError);
    }

    [Fact]
    public void Dispose_OperationUnderWay_UnregistersWhenItIsDone()
    {
        RegisteredBuffer buffer = Allocate(100);
        RegisteredMemory memory = buffer.Slice(10, 20);
        Assert.True(memory.TryHold(_owner));
        buffer.Dispose();
        Assert.Single(Backend.Registered);
        Assert.False(memory.TryHold(_owner));
        new Span<byte>(memory.Pointer, 20).Fill(1);
        memory.Release();
        Assert.Empty(Backend.Registered);
    }

    [Fact]
    public void Dispose_RacingWithOperations_UnregistersOnceAfterTheLast()
    {
        for (int round = 0; round < 300; round++)
        {
            RegisteredBuffer buffer = Allocate(64);
            RegisteredMemory memory = buffer.Whole;
            Parallel.For(0, 4, worker =>
            {
                if (worker == 0)
                {
                    buffer.Dispose();
                    return;
                }

                for (int i = 0; i < 20 && memory.TryHold(_owner); i++)
                {
                    *memory.Pointer = 1;
                    memory.Release();
                }
            });
            Assert.Equal(round + 1, Backend.Unregistrations);
        }

        Assert.Empty(Backend.Registered);
    }

    [Fact]
    public void Dispose_BackendRefuses_KeepsTheMemoryAndSaysWhy()
    {
        RegisteredBuffer buffer = Allocate(100);
        byte* memory = (byte*)buffer.Address;
        Backend.UnregisterAnswer = -1;
        buffer.Dispose();
        Assert.Equal(StoreOperation.Unregister, buffer.ReleaseError!.Operation);
        *memory = 1;
    }

    [Fact]
    public void Dispose_BackendClosedBefore_AsksItNothing()
    {
        RegisteredBuffer buffer = Allocate(100);
        Backend.Dispose();
        buffer.Dispose();
        Assert.Equal(0, Backend.Unregistrations);
        Assert.Null(buffer.ReleaseError);
    }

    [Fact]
    public void Buffer_UsedAfterDispose_Throws()
    {
        RegisteredBuffer buffer = Allocate(100);
        RegisteredMemory memory = buffer.Whole;
        Memory<byte> kept = memory.Memory;
        buffer.Dispose();
        Assert.True(buffer.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => buffer.Address);
        Assert.Throws<ObjectDisposedException>(() => buffer.Slice(0, 1));
        Assert.Throws<ObjectDisposedException>(() => memory.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => memory.Memory);
        Assert.Throws<ObjectDisposedException>(() => memory.Address);
        Assert.Throws<ObjectDisposedException>(() => kept.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => kept.Pin());
    }

    [Fact]
    public void Memory_Pinned_KeepsTheBufferUntilItIsUnpinned()
    {
        RegisteredBuffer buffer = Allocate(100);
        MemoryHandle pin = buffer.Slice(10, 20).Memory[5..].Pin();
        Assert.Equal(buffer.Address + 15, (nint)pin.Pointer);
        buffer.Dispose();
        Assert.Single(Backend.Registered);
        pin.Dispose();
        Assert.Empty(Backend.Registered);
    }

    [Fact]
    public void Slice_OfASlice_CountsFromItsStart()
    {
        using RegisteredBuffer buffer = Allocate(100);
        RegisteredMemory memory = buffer.Slice(10, 50).Slice(5, 10);
        Assert.Equal(15, memory.Offset);
        Assert.Equal(10, memory.Length);
        Assert.Equal(buffer.Address + 15, memory.Address);
        Assert.Equal(10, memory.Memory.Length);
        Assert.Equal(buffer.Slice(15, 10), memory);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(0, 101)]
    [InlineData(100, 1)]
    [InlineData(101, 0)]
    public void Slice_OutsideTheBuffer_Throws(int offset, int length)
    {
        using RegisteredBuffer buffer = Allocate(100);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(offset, length));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Whole.Slice(offset, length));
    }

    [Fact]
    public void Hold_ByAnotherStore_IsRefused()
    {
        using RegisteredBuffer buffer = Allocate(100);
        Assert.False(buffer.Whole.TryHold(new object()));
        Assert.False(default(RegisteredMemory).TryHold(_owner));
    }

    [Fact]
    public void Default_Used_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => default(RegisteredMemory).Span.Length);
        Assert.Throws<InvalidOperationException>(() => default(RegisteredMemory).Memory);
        Assert.Throws<InvalidOperationException>(() => default(RegisteredMemory).Slice(0, 0));
    }

    private RegisteredBuffer Allocate(nint length) => RegisteredBuffer.Allocate(Backend, Releases, _owner, length).GetValueOrThrow();
}
