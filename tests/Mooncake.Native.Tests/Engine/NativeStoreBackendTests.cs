using System.Text;
using Mooncake.Backends;
using Mooncake.Native.Tests.Stub;

namespace Mooncake.Native.Tests.Engine;

/// <summary>Every argument reaches the library as it was given, every answer comes back as it came.</summary>
public sealed unsafe class NativeStoreBackendTests(StubCompiler compiler) : IDisposable
{
    private readonly NativeArena _arena = new();

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void Traits_AreThoseOfACluster()
    {
        using NativeStoreBackend backend = Stub().CreateBackend();

        Assert.Equal(new BackendTraits(RoundTripIsFree: false, TakesDuplicateKeys: false), backend.Traits);
    }

    [Fact]
    public void Setup_PassesEveryArgumentAsUtf8()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.CreateBackend();

        int answer = backend.Setup(new StoreSetup
        {
            LocalHostname = "хост:1",
            MetadataServer = "http://m/雪",
            SegmentBytes = 1UL << 63,
            LocalBufferBytes = (1UL << 40) + 1,
            Protocol = "rdma",
            DeviceName = "",
            MasterServerAddress = "master:2",
        });

        Assert.Equal(0, answer);
        Assert.True(backend.IsReady);
        Assert.Equal(
            "create\nsetup store host=хост:1 metadata=http://m/雪 segment=9223372036854775808 local=1099511627777 protocol=rdma device= master=master:2",
            stub.TakeLog());
    }

    [Fact]
    public void Setup_Refused_AnswersTheLibrarysCodeAndStaysClosed()
    {
        StubLibrary stub = Stub();
        stub.SetAnswer(-1);
        using NativeStoreBackend backend = stub.CreateBackend();

        Assert.Equal(-1, backend.Setup(new StoreSetup()));
        Assert.False(backend.IsReady);
    }

    [Fact]
    public void Create_LibraryAnswersNull_IsFalse()
    {
        StubLibrary stub = Stub();
        stub.FailCreate();

        Assert.False(NativeStoreBackend.TryCreate(stub.Library, out NativeStoreBackend? backend));
        Assert.Null(backend);
        Assert.Equal("create", stub.TakeLog());
    }

    [Fact]
    public void Create_NoLibrary_Throws() => Assert.Throws<ArgumentNullException>(() => NativeStoreBackend.TryCreate(null!, out _));

    [Fact]
    public void Put_WithoutConfig_PassesNull()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();

        Assert.Equal(0, backend.Put(_arena.Text("ключ"), 8, _arena.Bytes(1, 2, 0xFF), 3, null));
        Assert.Equal("put store key=ключ value=0102ff config=null", stub.TakeLog());
    }

    [Fact]
    public void PutFrom_WithConfig_PassesEveryMember()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        byte** segments = stackalloc byte*[] { _arena.Text("node-a"), _arena.Text("node-b") };
        ReplicateConfig config = new()
        {
            ReplicaCount = (nuint)1 << 40,
            WithSoftPin = 2,
            WithHardPin = 3,
            PreferredSegments = segments,
            PreferredSegmentCount = 2,
        };

        Assert.Equal(0, backend.PutFrom(_arena.Text("k"), 1, _arena.Bytes(7), 1, &config));
        Assert.Equal("put_from store key=k value=07 config=1099511627776/2/3[node-a,node-b]", stub.TakeLog());
    }

    [Fact]
    public void GetInto_FillsTheCallersMemory()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        byte* buffer = (byte*)_arena.Bytes(0xEE, 0xEE, 0xEE, 0xEE);

        Assert.Equal(3, backend.GetInto(_arena.Text("abc"), 3, buffer, 4));
        Assert.Equal("abc"u8, new ReadOnlySpan<byte>(buffer, 3));
        Assert.Equal(0xEE, buffer[3]);
        Assert.Equal("get_into store key=abc size=4", stub.TakeLog());
    }

    [Fact]
    public void KeyCalls_PassKeyAndFlag()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        byte* key = _arena.Text("k");

        Assert.Equal(1, backend.IsExist(key, 1));
        Assert.Equal(1L << 40, backend.GetSize(key, 1));
        Assert.Equal(0, backend.Remove(key, 1, force: true));
        Assert.Equal(0, backend.Remove(key, 1, force: false));
        Assert.Equal(1L << 33, backend.RemoveByRegex(key, 1, force: true));
        Assert.Equal(1L << 34, backend.RemoveAll(force: true));
        Assert.Equal(
            """
            is_exist store key=k
            get_size store key=k
            get_size returns
            remove store key=k force=1
            remove store key=k force=0
            remove_by_regex store pattern=k force=1
            remove_all store force=1
            """,
            stub.TakeLog());
    }

    [Fact]
    public void BufferCalls_PassTheMemory()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        void* buffer = _arena.Bytes(0x5A);

        Assert.Equal(0, backend.RegisterBuffer(buffer, 1));
        Assert.Equal(0, backend.UnregisterBuffer(buffer));
        Assert.Equal("register_buffer store size=1 first=5a\nunregister_buffer store first=5a", stub.TakeLog());
    }

    [Fact]
    public void BatchPutFrom_PassesItemsAndBringsEachResult()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        ReplicateConfig config = new() { ReplicaCount = 2 };
        int[] results = new int[3];

        int answer = backend.BatchPutFrom(
            _arena.Texts("a", "bb", "c"),
            [1, 2, 1],
            [(nint)_arena.Bytes(1), (nint)_arena.Bytes(2, 3), (nint)_arena.Bytes(4, 5, 6)],
            [1, 2, 3],
            &config,
            results);

        Assert.Equal(0, answer);
        Assert.Equal([-1, -2, -3], results);
        Assert.Equal("batch_put_from store a=01 bb=0203 c=040506 config=2/0/0[]", stub.TakeLog());
    }

    [Fact]
    public void BatchGetInto_FillsEveryBuffer()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        byte* first = (byte*)_arena.Bytes(new byte[8]);
        byte* second = (byte*)_arena.Bytes(new byte[8]);
        long[] results = new long[2];

        int answer = backend.BatchGetInto(_arena.Texts("abc", "de"), [3, 2], [(nint)first, (nint)second], [8, 7], results);

        Assert.Equal(0, answer);
        Assert.Equal([3L, 2], results);
        Assert.Equal("abc", Encoding.UTF8.GetString(first, 3));
        Assert.Equal("de", Encoding.UTF8.GetString(second, 2));
        Assert.Equal("batch_get_into store abc:8 de:7", stub.TakeLog());
    }

    [Fact]
    public void BatchGetInto_KeyTwice_FillsBothBuffersInTwoCalls()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        byte* first = (byte*)_arena.Bytes(new byte[8]);
        byte* second = (byte*)_arena.Bytes(new byte[8]);
        long[] results = new long[2];

        backend.BatchGetInto(_arena.Texts("abc", "abc"), [3, 3], [(nint)first, (nint)second], [8, 8], results);

        Assert.Equal([3L, 3], results);
        Assert.Equal("abc", Encoding.UTF8.GetString(first, 3));
        Assert.Equal("abc", Encoding.UTF8.GetString(second, 3));
        Assert.Equal("batch_get_into store abc:8\nbatch_get_into store abc:8", stub.TakeLog());
    }

    [Fact]
    public void BatchIsExist_BringsEachResult()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        int[] results = new int[3];

        Assert.Equal(0, backend.BatchIsExist(_arena.Texts("a", "bb", "ccc"), [1, 2, 3], results));
        Assert.Equal([1, 0, 1], results);
        Assert.Equal("batch_is_exist store a bb ccc", stub.TakeLog());
    }

    [Fact]
    public void GetHostname_FillsTheSpanOrSaysThatItIsTooSmall()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        byte[] room = new byte[10];

        Assert.Equal(0, backend.GetHostname(room));
        Assert.Equal("stub:1234\0"u8, room);
        Assert.Equal(-1, backend.GetHostname(room.AsSpan(1)));
        Assert.Equal("get_hostname store size=10\nget_hostname store size=9", stub.TakeLog());
    }

    [Fact]
    public void HealthCheck_AnswersTheLibrarysNumber()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        stub.SetAnswer(2);

        Assert.Equal(2, backend.HealthCheck());
    }

    [Fact]
    public void Code_InNoTable_IsKept()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        stub.SetAnswer(-98765);
        byte* key = _arena.Text("k");
        int[] results = new int[1];

        Assert.Equal(-98765, backend.IsExist(key, 1));
        Assert.Equal(-98765, backend.GetSize(key, 1));
        Assert.Equal(-98765, backend.BatchIsExist([(nint)key], [1], results));
        Assert.Equal([-98765], results);
    }

    [Fact]
    public void InitAll_IsBoundThoughTheContractHasNoUseForIt()
    {
        StubLibrary stub = Stub();
        void* store = null;
        Thread thread = new(() => store = stub.Library.Functions.Create());
        thread.Start();
        thread.Join();

        Assert.Equal(0, stub.Library.Functions.InitAll(store, _arena.Text("tcp"), _arena.Text("eth0"), 1UL << 40));
        stub.Library.Functions.Destroy(store);
        Assert.Equal("create\ninit_all store protocol=tcp device=eth0 segment=1099511627776\ndestroy store", stub.TakeLog());
    }

    [Fact]
    public void Calls_InSteadyState_AllocateNothing()
    {
        StubLibrary stub = Stub();
        using NativeStoreBackend backend = stub.OpenBackend();
        byte* key = _arena.Text("k");
        byte* buffer = (byte*)_arena.Bytes(new byte[8]);
        nint[] keys = [(nint)key];
        nint[] buffers = [(nint)buffer];
        nuint[] sizes = [8];
        int[] lengths = [1];
        long[] results = [0];

        long Allocated(int calls)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                backend.GetInto(key, 1, buffer, 8);
                backend.BatchGetInto(keys, lengths, buffers, sizes, results);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(100);
        Assert.Equal(0, Allocated(1000));
    }

    private StubLibrary Stub() => new(compiler.Complete());
}
