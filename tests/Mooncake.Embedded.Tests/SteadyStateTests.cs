using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Backends;
using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

/// <summary>What the operations allocate on the managed heap once tables have grown: nothing.</summary>
public sealed unsafe class SteadyStateTests : IDisposable
{
    private const int Keys = 4000;
    private const int Window = 1000;
    private const int KeyBytes = 32;
    private const int ValueBytes = 256;

    private readonly TestClient _client = new(new EmbeddedOptions { LeaseDuration = TimeSpan.FromMilliseconds(1) });
    private readonly byte* _memory = (byte*)NativeMemory.AllocZeroed((Keys * KeyBytes) + ValueBytes);

    public SteadyStateTests()
    {
        for (int i = 0; i < Keys; i++)
        {
            Encoding.UTF8.GetBytes($"kv/llama-70b/{i:x8}", new Span<byte>(Key(i), KeyBytes));
        }
    }

    [Fact]
    public void PutOfANewKeyAndRemovalOfTheOldest_AllocateNothing() => AssertAllocatesNothing(i =>
    {
        _client.Backend.Put(Key(i), Length(i), Value, ValueBytes, null);
        _client.Backend.Remove(Key(i - Window), Length(i - Window), force: true);
    });

    [Fact]
    public void PutThatEvicts_AllocatesNothing()
    {
        using TestClient small = new(new EmbeddedOptions { LeaseDuration = TimeSpan.FromMilliseconds(1), EvictionWatermark = 0.01, EvictionRatio = 0.001 });

        AssertAllocatesNothing(i => small.Backend.Put(Key(i), Length(i), Value, ValueBytes, null));

        Assert.NotEqual(0, small.Statistics.Evictions);
    }

    [Fact]
    public void Reads_AllocateNothing()
    {
        for (int i = 0; i < Window; i++)
        {
            _client.Backend.Put(Key(i), Length(i), Value, ValueBytes, null);
        }

        AssertAllocatesNothing(i =>
        {
            _client.Backend.GetInto(Key(i), Length(i), Value, ValueBytes);
            _client.Backend.IsExist(Key(i), Length(i));
            _client.Backend.GetSize(Key(i), Length(i));
        });
    }

    [Fact]
    public void Replace_AllocatesNothing() =>
        AssertAllocatesNothing(i => _client.Backend.PutIf(Key(i % 100), Length(i % 100), Value, ValueBytes, null, new PutTerms(PutCondition.Always), out _));

    [Fact]
    public void Batches_AllocateNothing()
    {
        nint[] keys = new nint[16];
        int[] lengths = new int[16];
        nint[] buffers = new nint[16];
        nuint[] sizes = new nuint[16];
        int[] results = new int[16];
        long[] sizesRead = new long[16];
        AssertAllocatesNothing(i =>
        {
            for (int j = 0; j < keys.Length; j++)
            {
                (keys[j], lengths[j], buffers[j], sizes[j]) = ((nint)Key(i + j), Length(i + j), (nint)Value, ValueBytes);
            }

            _client.Backend.BatchPutFrom(keys, lengths, buffers, sizes, null, results);
            _client.Backend.BatchGetInto(keys, lengths, buffers, sizes, sizesRead);
            _client.Backend.BatchIsExist(keys, lengths, results);
        });
    }

    public void Dispose()
    {
        _client.Dispose();
        NativeMemory.Free(_memory);
    }

    /// <summary>Tables grow to their peak, which chance may raise late; after that nothing may be allocated.</summary>
    private static void AssertAllocatesNothing(Action<int> operation)
    {
        long allocated = -1;
        for (int attempt = 0; attempt < 10 && allocated != 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Keys * 4; i++)
            {
                operation(i);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private byte* Value => _memory + (Keys * KeyBytes);

    private byte* Key(int i) => _memory + ((i + Keys) % Keys * KeyBytes);

    private int Length(int i) => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(Key(i)).Length;
}
