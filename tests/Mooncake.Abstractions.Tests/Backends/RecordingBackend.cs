using Mooncake.Backends;

namespace Mooncake.Abstractions.Tests.Backends;

/// <summary>An engine that writes down what gets past the guards, and answers as it is told.</summary>
internal sealed unsafe class RecordingBackend(bool takesDuplicateKeys = false)
    : StoreBackend(new BackendTraits(RoundTripIsFree: true, takesDuplicateKeys))
{
    /// <summary>The calls, one text each: name and keys, items of a batch as <c>key:size</c>.</summary>
    internal List<string> Calls { get; } = [];

    internal int SetupAnswer { get; set; }

    /// <summary>What batch calls answer.</summary>
    internal int BatchAnswer { get; set; }

    /// <summary>False to leave the results of a batch as they are.</summary>
    internal bool FillsResults { get; set; } = true;

    /// <summary>The batch call, counted from 0, that throws; -1 for none.</summary>
    internal int ThrowingBatch { get; set; } = -1;

    internal int Disposals { get; private set; }

    private int Batches { get; set; }

    internal static RecordingBackend Ready(bool takesDuplicateKeys = false)
    {
        RecordingBackend backend = new(takesDuplicateKeys);
        Assert.Equal(0, backend.Setup(new StoreSetup()));
        backend.Calls.Clear();
        return backend;
    }

    protected override int SetupCore(StoreSetup setup)
    {
        Calls.Add("setup");
        return SetupAnswer;
    }

    protected override int HealthCheckCore() => Record(0, "health");

    protected override int GetHostnameCore(Span<byte> destination) => Record(0, "hostname");

    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config) =>
        Record(0, $"put {Text(key, keyLength)}:{size}");

    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config) =>
        Record(0, $"put_from {Text(key, keyLength)}:{size}");

    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size) =>
        Record(1, $"get_into {Text(key, keyLength)}:{size}");

    protected override int IsExistCore(byte* key, int keyLength) => Record(1, $"is_exist {Text(key, keyLength)}");

    protected override long GetSizeCore(byte* key, int keyLength) => Record(1, $"get_size {Text(key, keyLength)}");

    protected override int RemoveCore(byte* key, int keyLength, bool force) => Record(0, $"remove {Text(key, keyLength)} {force}");

    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force) =>
        Record(1, $"remove_by_regex {Text(pattern, patternLength)} {force}");

    protected override long RemoveAllCore(bool force) => Record(1, $"remove_all {force}");

    protected override int RegisterBufferCore(void* buffer, nuint size) => Record(0, $"register {size}");

    protected override int UnregisterBufferCore(void* buffer) => Record(0, "unregister");

    // A result is the item's size, negated for puts: so a test sees which item a result belongs to.
    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results)
    {
        RecordBatch("put", keys, keyLengths, sizes);
        for (int i = 0; FillsResults && i < results.Length; i++)
        {
            results[i] = -(int)sizes[i];
        }

        return BatchAnswer;
    }

    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, Span<long> results)
    {
        RecordBatch("get", keys, keyLengths, sizes);
        for (int i = 0; FillsResults && i < results.Length; i++)
        {
            results[i] = (long)sizes[i];
        }

        return BatchAnswer;
    }

    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        RecordBatch("exist", keys, keyLengths, []);
        if (FillsResults)
        {
            results.Fill(1);
        }

        return BatchAnswer;
    }

    protected override void Dispose(bool disposing) => Disposals++;

    private static string Text(byte* key, int length) => System.Text.Encoding.UTF8.GetString(key, length);

    private int Record(int answer, string call)
    {
        Calls.Add(call);
        return answer;
    }

    private void RecordBatch(string name, ReadOnlySpan<nint> keys, ReadOnlySpan<int> lengths, ReadOnlySpan<nuint> sizes)
    {
        if (Batches++ == ThrowingBatch)
        {
            throw new InvalidDataException("The engine broke.");
        }

        List<string> items = [name];
        for (int i = 0; i < keys.Length; i++)
        {
            string key = Text((byte*)keys[i], lengths[i]);
            items.Add(sizes.IsEmpty ? key : $"{key}:{sizes[i]}");
        }

        Calls.Add(string.Join(' ', items));
    }
}
