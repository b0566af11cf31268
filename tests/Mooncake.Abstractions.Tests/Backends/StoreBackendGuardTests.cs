using Mooncake.Backends;

namespace Mooncake.Abstractions.Tests.Backends;

/// <summary>What single calls refuse before an engine sees them.</summary>
public sealed unsafe class StoreBackendGuardTests : IDisposable
{
    private const int InvalidParams = -600;
    private const int InternalError = -1;

    private readonly NativeArena _arena = new();

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void EveryCall_BeforeSetup_AnswersInvalidParamsAndReachesNoEngine()
    {
        using RecordingBackend backend = new();

        AssertRefusesEverything(backend);
        Assert.False(backend.IsReady);
    }

    [Fact]
    public void EveryCall_AfterDispose_AnswersInvalidParamsAndReachesNoEngine()
    {
        RecordingBackend backend = RecordingBackend.Ready();
        backend.Dispose();

        AssertRefusesEverything(backend);
        Assert.Equal(InvalidParams, backend.Setup(new StoreSetup()));
        Assert.False(backend.IsReady);
    }

    [Fact]
    public void EveryCall_AfterFailedSetup_AnswersInvalidParams()
    {
        using RecordingBackend backend = new() { SetupAnswer = -1 };
        Assert.Equal(-1, backend.Setup(new StoreSetup()));
        backend.Calls.Clear();

        AssertRefusesEverything(backend);
    }

    [Fact]
    public void Setup_AfterFailedOne_IsTriedAgain()
    {
        using RecordingBackend backend = new() { SetupAnswer = -1 };
        backend.Setup(new StoreSetup());
        backend.SetupAnswer = 0;

        Assert.Equal(0, backend.Setup(new StoreSetup()));
        Assert.True(backend.IsReady);
        Assert.Equal(["setup", "setup"], backend.Calls);
    }

    [Fact]
    public void Setup_Twice_ReachesTheEngineOnce()
    {
        using RecordingBackend backend = RecordingBackend.Ready();

        Assert.Equal(0, backend.Setup(new StoreSetup()));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public void Setup_NulInsideAText_AnswersInvalidParams()
    {
        using RecordingBackend backend = new();

        Assert.Equal(InvalidParams, backend.Setup(new StoreSetup { LocalHostname = "a\0b" }));
        Assert.Equal(InvalidParams, backend.Setup(new StoreSetup { MetadataServer = "a\0b" }));
        Assert.Equal(InvalidParams, backend.Setup(new StoreSetup { Protocol = "a\0b" }));
        Assert.Equal(InvalidParams, backend.Setup(new StoreSetup { DeviceName = "a\0b" }));
        Assert.Equal(InvalidParams, backend.Setup(new StoreSetup { MasterServerAddress = "a\0b" }));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public void Setup_NullText_ThrowsAndNamesIt()
    {
        using RecordingBackend backend = new();

        Assert.Throws<ArgumentNullException>("setup", () => backend.Setup(null!));
        Assert.Throws<ArgumentNullException>("setup.DeviceName", () => backend.Setup(new StoreSetup { DeviceName = null! }));
    }

    [Fact]
    public void Dispose_Twice_ReachesTheEngineOnce()
    {
        RecordingBackend backend = RecordingBackend.Ready();

        backend.Dispose();
        backend.Dispose();

        Assert.Equal(1, backend.Disposals);
    }

    [Theory]
    [InlineData("a\0b", 3)]
    [InlineData("\0", 1)]
    [InlineData("abc", 2)] // The length ends before the NUL: the engine would see another key.
    [InlineData("abc", int.MaxValue)]
    public void Key_WhoseLengthIsNotWhereItsNulIs_AnswersInvalidParams(string text, int length)
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        byte* key = _arena.Text(text);
        void* buffer = _arena.Bytes(1);

        Assert.Equal(InvalidParams, backend.Put(key, length, buffer, 1, null));
        Assert.Equal(InvalidParams, backend.PutFrom(key, length, buffer, 1, null));
        Assert.Equal(InvalidParams, backend.GetInto(key, length, buffer, 1));
        Assert.Equal(InvalidParams, backend.IsExist(key, length));
        Assert.Equal(InvalidParams, backend.GetSize(key, length));
        Assert.Equal(InvalidParams, backend.Remove(key, length, force: true));
        Assert.Equal(InvalidParams, backend.RemoveByRegex(key, length, force: true));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public void Key_NullOrOfNegativeLength_AnswersInternalError()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        byte* key = _arena.Text("k");
        void* buffer = _arena.Bytes(1);

        Assert.Equal(InternalError, backend.Put(null, 0, buffer, 1, null));
        Assert.Equal(InternalError, backend.GetInto(key, -1, buffer, 1));
        Assert.Equal(InternalError, backend.IsExist(null, 1));
        Assert.Equal(InternalError, backend.GetSize(null, 1));
        Assert.Equal(InternalError, backend.Remove(null, 1, force: false));
        Assert.Equal(InternalError, backend.RemoveByRegex(null, 1, force: false));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public void Key_Empty_IsRefusedForPutsAndPassedOnOtherwise()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        byte* key = _arena.Text("");
        void* buffer = _arena.Bytes(1);

        Assert.Equal(InvalidParams, backend.Put(key, 0, buffer, 1, null));
        Assert.Equal(InvalidParams, backend.PutFrom(key, 0, buffer, 1, null));
        Assert.Equal(1, backend.IsExist(key, 0));
        Assert.Equal(1, backend.GetInto(key, 0, buffer, 1));
        Assert.Equal(["is_exist ", "get_into :1"], backend.Calls);
    }

    [Fact]
    public void Put_NullValue_AnswersInternalErrorUnlessItIsEmpty()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        byte* key = _arena.Text("k");

        Assert.Equal(InternalError, backend.Put(key, 1, null, 5, null));
        Assert.Equal(InvalidParams, backend.Put(key, 1, null, 0, null));
        Assert.Equal(InvalidParams, backend.PutFrom(key, 1, _arena.Bytes(1), 0, null));
        Assert.Equal(InternalError, backend.GetInto(key, 1, null, 5));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public void Put_ConfigThatTheEngineCouldNotRead_IsRefused()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        byte* key = _arena.Text("k");
        void* value = _arena.Bytes(1);
        byte* noSegment = null;
        ReplicateConfig noReplica = default;
        ReplicateConfig noArray = new() { ReplicaCount = 1, PreferredSegmentCount = 1 };
        ReplicateConfig nullName = new() { ReplicaCount = 1, PreferredSegmentCount = 1, PreferredSegments = &noSegment };

        Assert.Equal(InvalidParams, backend.Put(key, 1, value, 1, &noReplica));
        Assert.Equal(InternalError, backend.Put(key, 1, value, 1, &noArray));
        Assert.Equal(InternalError, backend.PutFrom(key, 1, value, 1, &nullName));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public void Register_NullOrOfNoSize_AnswersInternalError()
    {
        using RecordingBackend backend = RecordingBackend.Ready();

        Assert.Equal(InternalError, backend.RegisterBuffer(null, 1));
        Assert.Equal(InternalError, backend.RegisterBuffer(_arena.Bytes(1), 0));
        Assert.Equal(InternalError, backend.UnregisterBuffer(null));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public void GetHostname_NoRoom_AnswersInternalError()
    {
        using RecordingBackend ready = RecordingBackend.Ready();
        using RecordingBackend created = new();

        Assert.Equal(InternalError, ready.GetHostname([]));
        Assert.Equal(InternalError, created.GetHostname([]));
        Assert.Empty(ready.Calls);
    }

    private void AssertRefusesEverything(RecordingBackend backend)
    {
        byte* key = _arena.Text("k");
        void* buffer = _arena.Bytes(1);
        nint[] keys = [(nint)key];
        nint[] buffers = [(nint)buffer];
        nuint[] sizes = [1];
        int[] intResults = [0];
        long[] longResults = [0];
        byte[] hostname = [0xEE];

        Assert.Equal(1, backend.HealthCheck());
        Assert.Equal(0, backend.GetHostname(hostname));
        Assert.Equal(0, hostname[0]);
        Assert.Equal(InvalidParams, backend.Put(key, 1, buffer, 1, null));
        Assert.Equal(InvalidParams, backend.PutFrom(key, 1, buffer, 1, null));
        Assert.Equal(InvalidParams, backend.GetInto(key, 1, buffer, 1));
        Assert.Equal(InvalidParams, backend.IsExist(key, 1));
        Assert.Equal(InvalidParams, backend.GetSize(key, 1));
        Assert.Equal(InvalidParams, backend.Remove(key, 1, force: true));
        Assert.Equal(InvalidParams, backend.RemoveByRegex(key, 1, force: true));
        Assert.Equal(InvalidParams, backend.RemoveAll(force: true));
        Assert.Equal(InvalidParams, backend.RegisterBuffer(buffer, 1));
        Assert.Equal(InvalidParams, backend.UnregisterBuffer(buffer));
        Assert.Equal(InvalidParams, backend.BatchPutFrom(keys, [1], buffers, sizes, null, intResults));
        Assert.Equal([InvalidParams], intResults);
        Assert.Equal(InvalidParams, backend.BatchGetInto(keys, [1], buffers, sizes, longResults));
        Assert.Equal([InvalidParams], longResults);
        intResults[0] = 0;
        Assert.Equal(InvalidParams, backend.BatchIsExist(keys, [1], intResults));
        Assert.Equal([InvalidParams], intResults);
        Assert.Equal(InvalidParams, backend.BatchIsExist([], [], []));
        Assert.Empty(backend.Calls);
    }
}
