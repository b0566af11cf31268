using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Backends;
using Mooncake.Server.CApi.Exports;
using Mooncake.Server.CApi.Tables;

namespace Mooncake.Server.CApi.Tests;

/// <summary>Callbacks, called in this process. The programs of <c>tests/c</c> do the same with the published library.</summary>
public sealed unsafe class TableTests : IDisposable
{
    private static readonly byte* Value = (byte*)NativeMemory.AllocZeroed(256);

    private static int _gets;
    private static int _frees;
    private static int _threads;
    private static nuint _size;
    private static nint _lastFreed;

    private readonly nuint* _table = (nuint*)NativeMemory.AllocZeroed(7, (nuint)sizeof(nuint));

    public TableTests()
    {
        delegate* unmanaged[Cdecl]<void*, int, void> started = &CountThread;
        delegate* unmanaged[Cdecl]<void*, byte*, nuint, HostValue*, int> get = &Get;
        delegate* unmanaged[Cdecl]<void*, byte*, nuint, void*, nuint, int> set = &Set;
        delegate* unmanaged[Cdecl]<void*, byte*, nuint, int> remove = &Remove;
        delegate* unmanaged[Cdecl]<void*, nint, void> free = &Free;
        nint[] members = [7 * sizeof(nuint), 0, (nint)started, (nint)get, (nint)set, (nint)remove, (nint)free];
        members.CopyTo(new Span<nint>(_table, members.Length));
        (_gets, _frees, _threads, _size, _lastFreed) = (0, 0, 0, 5, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(_table);

    [Fact]
    public void View_OfAValue_FreesItOnceWithItsOwner()
    {
        using TableBackend backend = Open();
        using NativeArena arena = new();
        Assert.Equal(5, backend.View(arena.Text("key"), 3, out ObjectView view));
        Assert.True(view.Bytes == Value);
        Assert.Equal(0, _frees);
        view.Dispose();
        view.Dispose();
        Assert.Equal(1, _frees);
        Assert.Equal(42, _lastFreed);
    }

    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(1L + int.MaxValue, (long)StoreErrorCode.ObjectTooLarge)]
    [InlineData(-1L, (long)StoreErrorCode.ObjectTooLarge)]
    public void View_OfAnOddSize_FreesTheValueAtOnce(long size, long expected)
    {
        _size = unchecked((nuint)size);
        using TableBackend backend = Open();
        using NativeArena arena = new();
        Assert.Equal(expected, backend.View(arena.Text("key"), 3, out ObjectView view));
        Assert.True(view.Bytes == null);
        Assert.Equal((1, 1), (_gets, _frees));
    }

    [Fact]
    public void Operations_ThatLookAtAValue_FreeIt()
    {
        using TableBackend backend = Open();
        using NativeArena arena = new();
        byte* key = arena.Text("key");
        byte* buffer = stackalloc byte[8];
        Assert.Equal(1, backend.IsExist(key, 3));
        Assert.Equal(5, backend.GetSize(key, 3));
        Assert.Equal(5, backend.GetInto(key, 3, buffer, 8));
        Assert.Equal(5, backend.GetVersioned(key, 3, buffer, 2, out _));
        Assert.Equal((4, 4), (_gets, _frees));
    }

    [Fact]
    public void Writes_WithATerm_AreRefusedBeforeTheProgramIsAsked()
    {
        using TableBackend backend = Open();
        using NativeArena arena = new();
        byte* key = arena.Text("key");
        foreach (PutTerms terms in (PutTerms[])[new(PutCondition.Absent), new(PutCondition.Present), new(PutCondition.Always, 0, 1)])
        {
            Assert.Equal((int)StoreErrorCode.EngineLacksCapability, backend.PutIf(key, 3, key, 3, null, in terms, out _));
        }

        Assert.Equal(0, backend.PutIf(key, 3, key, 3, null, new PutTerms(PutCondition.Always), out _));
    }

    [Fact]
    public void GetAndSet_AllocateNothing()
    {
        using TableBackend backend = Open();
        using NativeArena arena = new();
        byte* key = arena.Text("key");
        long least = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                backend.View(key, 3, out ObjectView view);
                view.Dispose();
                backend.PutIf(key, 3, key, 3, null, new PutTerms(PutCondition.Always), out _);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Server_OverCallbacks_AnswersAndAnnouncesItsThreads()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Callbacks are served on Linux only.");
        delegate* unmanaged[Cdecl]<nuint*, nuint*, nint*, int> start = &ServerExports.StartTable;
        delegate* unmanaged[Cdecl]<nint, int> port = &ServerExports.Port;
        delegate* unmanaged[Cdecl]<nint, int> stop = &ServerExports.Stop;
        byte* options = stackalloc byte[40];
        new Span<byte>(options, 40).Clear();
        *(nuint*)options = 40;
        ((int*)options)[7] = 2;
        nint server;
        Assert.Equal(0, start(_table, (nuint*)options, &server));
        using (Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            client.Connect(IPAddress.Loopback, port(server));
            client.Send("SET key v\r\nGET key\r\nDEL key\r\n"u8);
            const string Expected = "+OK\r\n$5\r\n\0\0\0\0\0\r\n:1\r\n";
            byte[] reply = new byte[Expected.Length];
            for (int at = 0; at < reply.Length;)
            {
                at += client.Receive(reply.AsSpan(at));
            }

            Assert.Equal(Expected, Encoding.Latin1.GetString(reply));
        }

        Assert.Equal(0, stop(server));
        Assert.Equal(2, _threads);
        Assert.Equal((1, 1), (_gets, _frees));
        Assert.Equal((int)StoreErrorCode.InvalidParams, stop(server));
    }

    private TableBackend Open()
    {
        Assert.Equal(0, HostTable.Read(_table, out HostTable table));
        TableBackend backend = new(table);
        Assert.Equal(0, backend.Setup(new StoreSetup()));
        return backend;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CountThread(void* context, int thread) => Interlocked.Increment(ref _threads);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Get(void* context, byte* key, nuint keySize, HostValue* value)
    {
        _gets++;
        *value = new HostValue { Bytes = Value, Size = _size, Owner = 42 };
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Set(void* context, byte* key, nuint keySize, void* value, nuint size) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Remove(void* context, byte* key, nuint keySize) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(void* context, nint owner)
    {
        _frees++;
        _lastFreed = owner;
    }
}
