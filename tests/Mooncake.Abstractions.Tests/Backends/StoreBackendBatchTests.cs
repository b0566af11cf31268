using Mooncake.Backends;

namespace Mooncake.Abstractions.Tests.Backends;

/// <summary>How a batch is cut into calls, and that every item gets its own answer.</summary>
public sealed unsafe class StoreBackendBatchTests : IDisposable
{
    private readonly NativeArena _arena = new();

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void Batch_DifferentKeys_IsOneCall()
    {
        using RecordingBackend backend = RecordingBackend.Ready();

        Assert.Equal([10L, 20, 30], Get(backend, "a", "b", "c"));
        Assert.Equal(["get a:10 b:20 c:30"], backend.Calls);
    }

    [Fact]
    public void Batch_KeysThatRepeat_GoInTheOrderOfTheirPlaces()
    {
        using RecordingBackend backend = RecordingBackend.Ready();

        Assert.Equal([-10, -20, -30, -40, -50, -60], Put(backend, "a", "b", "a", "c", "a", "b"));
        Assert.Equal(["put a:10 b:20 c:40", "put a:30 b:60", "put a:50"], backend.Calls);
    }

    [Fact]
    public void BatchGet_KeyTwice_EveryPlaceIsFilled()
    {
        using RecordingBackend backend = RecordingBackend.Ready();

        Assert.Equal([10L, 20, 30], Get(backend, "a", "a", "b"));
        Assert.Equal(["get a:10 b:30", "get a:20"], backend.Calls);
    }

    [Fact]
    public void BatchIsExist_KeyTwice_IsOneCall()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        string[] keys = ["a", "a", "a"];
        int[] results = new int[3];

        Assert.Equal(0, backend.BatchIsExist(_arena.Texts(keys), NativeArena.Lengths(keys), results));
        Assert.Equal([1, 1, 1], results);
        Assert.Equal(["exist a a a"], backend.Calls);
    }

    [Fact]
    public void Batch_EngineThatTakesDuplicates_IsOneCall()
    {
        using RecordingBackend backend = RecordingBackend.Ready(takesDuplicateKeys: true);

        Assert.Equal([-10, -20], Put(backend, "a", "a"));
        Assert.Equal(["put a:10 a:20"], backend.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Batch_RefusedItems_AreLeftOutAndTheOthersCarriedOut(bool takesDuplicateKeys)
    {
        using RecordingBackend backend = RecordingBackend.Ready(takesDuplicateKeys);

        Assert.Equal([-10, -600, -600, -40], Put(backend, "a", "", "x\0y", "b"));
        Assert.Equal(["put a:10 b:40"], backend.Calls);
    }

    [Fact]
    public void Batch_RefusedItem_DoesNotCountAsAnEarlierPlaceOfItsKey()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        string[] keys = ["a", "a"];
        int[] results = new int[2];

        // The first has no memory, so the second is the first put of its key.
        backend.BatchPutFrom(_arena.Texts(keys), NativeArena.Lengths(keys), [0, (nint)_arena.Bytes(1)], [10, 20], null, results);

        Assert.Equal([-1, -20], results);
        Assert.Equal(["put a:20"], backend.Calls);
    }

    [Fact]
    public void Batch_AllItemsRefused_ReachesNoEngine()
    {
        using RecordingBackend backend = RecordingBackend.Ready();

        Assert.Equal([-600, -600], Put(backend, "", ""));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public void BatchGet_NullBufferOrKey_FailsThatItemAlone()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        long[] results = new long[3];
        nint a = (nint)_arena.Text("a");
        nint buffer = (nint)_arena.Bytes(1);

        Assert.Equal(0, backend.BatchGetInto([a, 0, a], [1, 1, 1], [0, buffer, buffer], [10, 20, 30], results));
        Assert.Equal([-1L, -1, 30], results);
    }

    [Fact]
    public void BatchIsExist_RefusedItem_FailsThatItemAlone()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        string[] keys = ["a", "x\0y", "a"];
        int[] results = new int[3];

        Assert.Equal(0, backend.BatchIsExist(_arena.Texts(keys), NativeArena.Lengths(keys), results));
        Assert.Equal([1, -600, 1], results);
        Assert.Equal(["exist a a"], backend.Calls);
    }

    [Fact]
    public void Batch_Empty_AnswersSuccessAndReachesNoEngine()
    {
        using RecordingBackend backend = RecordingBackend.Ready();

        Assert.Equal(0, backend.BatchPutFrom([], [], [], [], null, []));
        Assert.Equal(0, backend.BatchGetInto([], [], [], [], []));
        Assert.Equal(0, backend.BatchIsExist([], [], []));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public void BatchPut_BadConfig_FailsEveryItem()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        ReplicateConfig noReplica = default;
        ReplicateConfig noArray = new() { ReplicaCount = 1, PreferredSegmentCount = 3 };
        int[] results = [0];

        Assert.Equal(-600, backend.BatchPutFrom(_arena.Texts("a"), [1], [(nint)_arena.Bytes(1)], [1], &noReplica, results));
        Assert.Equal([-600], results);
        Assert.Equal(-1, backend.BatchPutFrom(_arena.Texts("a"), [1], [(nint)_arena.Bytes(1)], [1], &noArray, results));
        Assert.Equal([-1], results);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "a")]
    public void Batch_EngineThatFillsNothing_LeavesNoSuccess(string first, string second)
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        backend.FillsResults = false;

        Assert.Equal([-1, -1], Put(backend, first, second));
        Assert.Equal([-1L, -1], Get(backend, first, second));
    }

    [Fact]
    public void Batch_CallThatFails_FailsItsItemsWithItsCode()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        backend.BatchAnswer = -4242; // In no table: it is kept as it came.
        long[] results = new long[2];
        nint buffer = (nint)_arena.Bytes(1);

        Assert.Equal(-4242, backend.BatchGetInto(_arena.Texts("a", "b"), [1, 1], [buffer, buffer], [1, 1], results));
        Assert.Equal([-4242L, -4242], results);
        Assert.Equal([-4242L, -4242, -600], Get(backend, "a", "a", "x\0"));
    }

    [Fact]
    public void Batch_PositiveAnswer_IsNotTakenForAResult()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        backend.BatchAnswer = 7;
        backend.FillsResults = false;

        Assert.Equal([-1L, -1], Get(backend, "a", "b"));
        Assert.Equal([-1L, -1], Get(backend, "a", "a"));
    }

    [Fact]
    public void Batch_EngineThatThrowsHalfWay_LeavesNoSuccessForWhatWasNotDone()
    {
        using RecordingBackend backend = RecordingBackend.Ready();
        backend.ThrowingBatch = 1;
        string[] keys = ["a", "a", "b"];
        long[] results = new long[3];
        nint buffer = (nint)_arena.Bytes(1);

        Assert.Throws<InvalidDataException>(
            () => backend.BatchGetInto(_arena.Texts(keys), NativeArena.Lengths(keys), [buffer, buffer, buffer], [10, 20, 30], results));
        Assert.Equal([10L, -1, 30], results);
    }

    [Fact]
    public void Batch_SpansOfDifferentLengths_Throws()
    {
        using RecordingBackend backend = RecordingBackend.Ready();

        Assert.Throws<ArgumentException>(() => backend.BatchPutFrom([1], [1], [1], [1], null, []));
        Assert.Throws<ArgumentException>(() => backend.BatchPutFrom([1], [1], [], [1], null, new int[1]));
        Assert.Throws<ArgumentException>(() => backend.BatchGetInto([1], [], [1], [1], new long[1]));
        Assert.Throws<ArgumentException>(() => backend.BatchGetInto([1], [1], [1], [], new long[1]));
        Assert.Throws<ArgumentException>(() => backend.BatchIsExist([1], [1], []));
    }

    private int[] Put(RecordingBackend backend, params string[] keys)
    {
        int[] results = new int[keys.Length];
        backend.BatchPutFrom(_arena.Texts(keys), NativeArena.Lengths(keys), Buffers(keys.Length), Sizes(keys.Length), null, results);
        return results;
    }

    private long[] Get(RecordingBackend backend, params string[] keys)
    {
        long[] results = new long[keys.Length];
        backend.BatchGetInto(_arena.Texts(keys), NativeArena.Lengths(keys), Buffers(keys.Length), Sizes(keys.Length), results);
        return results;
    }

    private nint[] Buffers(int count) => [.. Enumerable.Range(0, count).Select(_ => (nint)_arena.Bytes(1))];

    // 10, 20, 30...: the recorded calls and results show which item is which. The fake never touches the memory.
    private static nuint[] Sizes(int count) => [.. Enumerable.Range(1, count).Select(place => (nuint)(10 * place))];
}
