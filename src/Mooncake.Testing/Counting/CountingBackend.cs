using System.Numerics;
using Mooncake.Backends;

namespace Mooncake.Testing;

/// <summary>Counts the calls that reach a backend, their items and their bytes, to show how many native calls some code makes.</summary>
/// <remarks>
/// Calls that the contract's guards reject are not counted: they would not have reached the native library. A batch that the guards split
/// (one with duplicate keys, on a backend that does not accept them) counts as the calls into which it is split. Counting allocates
/// nothing, and counts of different calls share no cache line.
/// </remarks>
/// <example>
/// <code>
/// using CountingBackend backend = new(new EmbeddedStoreBackend(options)); ... // a hundred concurrent gets through the SDK
/// Assert.InRange(backend.Count(StoreCalls.Gets).Calls, 1, 4);
/// </code>
/// </example>
public sealed unsafe partial class CountingBackend : DecoratingStoreBackend
{
    // One cache line for each call: calls, items, bytes, and padding.
    private const int Stride = 8;
    private const int Items = 1;
    private const int Bytes = 2;

    private readonly long[] _counts = new long[(BitOperations.Log2((uint)StoreCalls.All) + 1) * Stride];

    /// <summary>Counts the calls to a backend.</summary>
    /// <param name="inner">The backend that executes the calls.</param>
    /// <param name="leaveInnerOpen">True to leave <paramref name="inner"/> open on dispose.</param>
    public CountingBackend(StoreBackend inner, bool leaveInnerOpen = false)
        : base(inner, leaveInnerOpen)
    {
    }

    /// <summary>Returns the sum of the counts of some calls.</summary>
    /// <param name="calls">The calls, such as <see cref="StoreCalls.Gets"/>.</param>
    /// <returns>
    /// The sums so far. While calls are in progress on other threads, the members may be from slightly different moments.
    /// </returns>
    public CallCount Count(StoreCalls calls)
    {
        CallCount sum = default;
        for (uint left = (uint)(calls & StoreCalls.All); left != 0; left &= left - 1)
        {
            int at = BitOperations.TrailingZeroCount(left) * Stride;
            sum += new CallCount(
                Volatile.Read(ref _counts[at]), Volatile.Read(ref _counts[at + Items]), Volatile.Read(ref _counts[at + Bytes]));
        }

        return sum;
    }

    /// <summary>Resets all counts to 0. Calls in progress on other threads may be counted in part.</summary>
    public void Reset()
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            Volatile.Write(ref _counts[i], 0);
        }
    }

    /// <inheritdoc/>
    protected override int SetupCore(StoreSetup setup)
    {
        Called(StoreCalls.Setup);
        return base.SetupCore(setup);
    }

    /// <inheritdoc/>
    protected override int HealthCheckCore()
    {
        Called(StoreCalls.HealthCheck);
        return base.HealthCheckCore();
    }

    /// <inheritdoc/>
    protected override int GetHostnameCore(Span<byte> destination)
    {
        Called(StoreCalls.GetHostname);
        return base.GetHostnameCore(destination);
    }

    /// <inheritdoc/>
    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config)
    {
        Called(StoreCalls.Put);
        int answer = base.PutCore(key, keyLength, value, size, config);
        Moved(StoreCalls.Put, answer == 0 ? (long)size : 0);
        return answer;
    }

    /// <inheritdoc/>
    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config)
    {
        Called(StoreCalls.PutFrom);
        int answer = base.PutFromCore(key, keyLength, buffer, size, config);
        Moved(StoreCalls.PutFrom, answer == 0 ? (long)size : 0);
        return answer;
    }

    /// <inheritdoc/>
    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results)
    {
        Called(StoreCalls.BatchPutFrom, keys.Length);
        int answer = base.BatchPutFromCore(keys, keyLengths, buffers, sizes, config, results);
        long bytes = 0;
        for (int i = 0; answer == 0 && i < results.Length; i++)
        {
            bytes += results[i] == 0 ? (long)sizes[i] : 0;
        }

        Moved(StoreCalls.BatchPutFrom, bytes);
        return answer;
    }

    /// <inheritdoc/>
    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size)
    {
        Called(StoreCalls.GetInto);
        long answer = base.GetIntoCore(key, keyLength, buffer, size);
        Moved(StoreCalls.GetInto, Math.Max(answer, 0));
        return answer;
    }

    /// <inheritdoc/>
    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results)
    {
        Called(StoreCalls.BatchGetInto, keys.Length);
        int answer = base.BatchGetIntoCore(keys, keyLengths, buffers, sizes, results);
        long bytes = 0;
        for (int i = 0; answer == 0 && i < results.Length; i++)
        {
            bytes += Math.Max(results[i], 0);
        }

        Moved(StoreCalls.BatchGetInto, bytes);
        return answer;
    }

    /// <inheritdoc/>
    protected override int IsExistCore(byte* key, int keyLength)
    {
        Called(StoreCalls.IsExist);
        return base.IsExistCore(key, keyLength);
    }

    /// <inheritdoc/>
    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        Called(StoreCalls.BatchIsExist, keys.Length);
        return base.BatchIsExistCore(keys, keyLengths, results);
    }

    /// <inheritdoc/>
    protected override long GetSizeCore(byte* key, int keyLength)
    {
        Called(StoreCalls.GetSize);
        return base.GetSizeCore(key, keyLength);
    }

    /// <inheritdoc/>
    protected override int RemoveCore(byte* key, int keyLength, bool force)
    {
        Called(StoreCalls.Remove);
        return base.RemoveCore(key, keyLength, force);
    }

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force)
    {
        Called(StoreCalls.RemoveByRegex);
        return base.RemoveByRegexCore(pattern, patternLength, force);
    }

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force)
    {
        Called(StoreCalls.RemoveAll);
        return base.RemoveAllCore(force);
    }

    /// <inheritdoc/>
    protected override int RegisterBufferCore(void* buffer, nuint size)
    {
        Called(StoreCalls.RegisterBuffer);
        int answer = base.RegisterBufferCore(buffer, size);
        Moved(StoreCalls.RegisterBuffer, answer == 0 ? (long)size : 0);
        return answer;
    }

    /// <inheritdoc/>
    protected override int UnregisterBufferCore(void* buffer)
    {
        Called(StoreCalls.UnregisterBuffer);
        return base.UnregisterBufferCore(buffer);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Called(StoreCalls.Dispose);
        base.Dispose(disposing);
    }

    // Before the call, so that a call that hangs is counted.
    private void Called(StoreCalls call, int items = 1)
    {
        int at = BitOperations.Log2((uint)call) * Stride;
        Interlocked.Increment(ref _counts[at]);
        Interlocked.Add(ref _counts[at + Items], items);
    }

    private void Moved(StoreCalls call, long bytes)
    {
        if (bytes > 0)
        {
            Interlocked.Add(ref _counts[(BitOperations.Log2((uint)call) * Stride) + Bytes], bytes);
        }
    }
}
