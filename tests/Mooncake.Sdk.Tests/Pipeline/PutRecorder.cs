using System.Collections.Concurrent;
using System.Text;
using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Stands where calls leave the pipeline: tells in which order a key was put, and whether two puts of one were ever under way together.</summary>
internal sealed unsafe class PutRecorder(StoreBackend inner) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
{
    private readonly ConcurrentDictionary<string, List<int>> _puts = new();
    private readonly ConcurrentDictionary<string, bool> _underWay = new();
    private int _overlaps;

    /// <summary>Puts that began while another of the same key had not returned.</summary>
    internal int Overlaps => Volatile.Read(ref _overlaps);

    /// <summary>The numbers that were put under a key, in the order in which the calls began.</summary>
    internal int[] PutsOf(string key)
    {
        List<int> puts = _puts.GetOrAdd(key, static _ => []);
        lock (puts)
        {
            return [.. puts];
        }
    }

    /// <summary>A value of a given size, at least 4 bytes, that carries a number.</summary>
    internal static byte[] Numbered(int number, int size = 4)
    {
        byte[] value = new byte[size];
        BitConverter.TryWriteBytes(value, number);
        return value;
    }

    /// <summary>Puts a recorder in front of what a store has.</summary>
    internal static Func<PutRecorder> Install(MooncakeStoreOptions options)
    {
        PutRecorder? made = null;
        Func<StoreBackend, StoreBackend> decorate = options.DecorateBackend!;
        options.DecorateBackend = backend => made = new PutRecorder(decorate(backend));
        return () => made!;
    }

    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, ReplicateConfig* config, Span<int> results)
    {
        string[] names = new string[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString((byte*)keys[i], keyLengths[i]);
            if (!_underWay.TryAdd(names[i], true))
            {
                Interlocked.Increment(ref _overlaps);
            }

            List<int> puts = _puts.GetOrAdd(names[i], static _ => []);
            lock (puts)
            {
                puts.Add(sizes[i] < sizeof(int) ? -1 : *(int*)buffers[i]);
            }
        }

        int answer = base.BatchPutFromCore(keys, keyLengths, buffers, sizes, config, results);
        foreach (string name in names)
        {
            _underWay.TryRemove(name, out _);
        }

        return answer;
    }
}
