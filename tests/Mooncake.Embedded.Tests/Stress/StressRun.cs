using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Backends;

namespace Mooncake.Embedded.Tests.Stress;

/// <summary>
/// Readers, writers, removers, replacers and eviction at once on one small segment. Every value says whose it is and whether it
/// is whole, so that any torn, stale or foreign byte is found.
/// </summary>
internal sealed unsafe class StressRun
{
    internal const int LeaseMilliseconds = 100;

    private const int Keys = 6000;
    private const int KeyBytes = 16;
    private const int SmallestValue = 32;
    private const int LargestValue = 24_000;

    private readonly StoreBackend _backend;
    private readonly int _seed;
    private readonly byte* _keys = (byte*)NativeMemory.AllocZeroed(Keys, KeyBytes);
    private readonly int[] _keyLengths = new int[Keys];
    private volatile bool _isOver;
    private string? _damage;
    private long _hits;

    internal StressRun(StoreBackend backend, int seed)
    {
        _backend = backend;
        _seed = seed;
        for (int i = 0; i < Keys; i++)
        {
            _keyLengths[i] = Encoding.UTF8.GetBytes($"key-{i}", new Span<byte>(_keys + (i * KeyBytes), KeyBytes));
        }
    }

    /// <summary>What was found wrong; null if nothing was.</summary>
    internal string? Damage => _damage;

    internal long Hits => _hits;

    /// <summary>Runs until the time is over or damage is found.</summary>
    internal void Run(TimeSpan duration, int readers, int writers)
    {
        List<Thread> threads = [];
        for (int i = 0; i < readers; i++)
        {
            threads.Add(Start(Read, threads.Count));
        }

        for (int i = 0; i < writers; i++)
        {
            threads.Add(Start(Write, threads.Count));
        }

        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < duration && _damage is null)
        {
            Thread.Sleep(5);
        }

        _isOver = true;
        threads.ForEach(thread => thread.Join());
        NativeMemory.Free(_keys);
    }

    private Thread Start(Action<Random> body, int number)
    {
        Thread thread = new(() =>
        {
            try
            {
                body(new Random((_seed * 100) + number));
            }
            catch (Exception exception)
            {
                Report(exception.ToString());
            }
        });
        thread.Start();
        return thread;
    }

    private void Read(Random random)
    {
        byte* buffer = (byte*)NativeMemory.Alloc(LargestValue);
        while (!_isOver)
        {
            int key = Choose(random);
            switch (random.Next(10))
            {
                case 0:
                    // What exists is leased, and what is leased can be read: this run neither removes by force nor replaces what has these
                    // keys.
                    int kept = key & ~3;
                    long asked = Environment.TickCount64;
                    if (_backend.IsExist(Key(kept), _keyLengths[kept]) == 1)
                    {
                        long answer = _backend.GetInto(Key(kept), _keyLengths[kept], buffer, LargestValue);
                        Check(kept, buffer, answer, mustExist: Environment.TickCount64 - asked < LeaseMilliseconds / 2);
                    }

                    break;
                case 1:
                    long size = _backend.GetSize(Key(key), _keyLengths[key]);
                    if (size is not -704 and (< SmallestValue or > LargestValue))
                    {
                        Report($"The size of key {key} is {size}.");
                    }

                    break;
                case < 6 when _backend is EmbeddedStoreBackend embedded:
                    ObjectView view = default;
                    try
                    {
                        long viewed = embedded.View(Key(key), _keyLengths[key], out view);
                        Check(key, view.Bytes, viewed, mustExist: false);

                        // While a view lasts its thread may read other objects, in both ways.
                        int other = Choose(random);
                        using (ObjectView second = ViewOther(embedded, other))
                        {
                            Check(other, buffer, _backend.GetInto(Key(other), _keyLengths[other], buffer, LargestValue), mustExist: false);
                        }

                        Check(key, view.Bytes, viewed, mustExist: false);
                    }
                    finally
                    {
                        view.Dispose();
                    }

                    break;
                case 6 when _backend is EmbeddedStoreBackend embedded:
                    long versioned = embedded.GetVersioned(Key(key), _keyLengths[key], buffer, LargestValue, out ObjectInfo info);
                    Check(key, buffer, versioned, mustExist: false);
                    if ((versioned < 0) != (info.Version == 0))
                    {
                        Report($"Key {key} with the answer {versioned} has the version {info.Version}.");
                    }

                    break;
                case 8 when _backend is EmbeddedStoreBackend embedded && random.Next(4) == 0:
                    embedded.Prefetch([(nint)Key(key)], [_keyLengths[key]], values: random.Next(2) == 0);
                    break;
                case 7 when _backend is EmbeddedStoreBackend embedded && random.Next(50) == 0:
                    ReadPage(embedded, random);
                    break;
                default:
                    Check(key, buffer, _backend.GetInto(Key(key), _keyLengths[key], buffer, LargestValue), mustExist: false);
                    break;
            }
        }

        NativeMemory.Free(buffer);
    }

    private void Write(Random random)
    {
        byte* pattern = stackalloc byte[] { (byte)'y', (byte)'-', (byte)'1', (byte)'7', (byte)'$', 0 };
        byte* buffer = (byte*)NativeMemory.Alloc(LargestValue);
        while (!_isOver)
        {
            int key = Choose(random);
            // So large on average that not all keys' objects fit: without that pressure, nothing would be evicted beside what is removed
            // and expires.
            int size = random.Next(4) == 0 ? random.Next(SmallestValue, LargestValue) : random.Next(SmallestValue, 2000);
            switch (random.Next(10))
            {
                case 0:
                    Expect(_backend.Remove(Key(key), _keyLengths[key], force: (key & 1) == 1), 0, -704, -706);
                    break;
                case 1 when _backend is EmbeddedStoreBackend embedded && !IsNeverReplaced(key):
                    Fill(key, random.Next(), buffer, size);
                    Expect(embedded.PutIf(Key(key), _keyLengths[key], buffer, (nuint)size, null, new PutTerms(PutCondition.Always), out _), 0, -200);
                    break;
                case 2 when random.Next(200) == 0:
                    if (_backend.RemoveAll(force: false) < 0)
                    {
                        Report("RemoveAll failed.");
                    }

                    break;
                case 3 when random.Next(200) == 0:
                    pattern[2] = (byte)('1' + random.Next(9));
                    if (_backend.RemoveByRegex(pattern, 5, force: false) < 0)
                    {
                        Report("RemoveByRegex failed.");
                    }

                    break;
                case 4 or 5 when _backend is EmbeddedStoreBackend embedded:
                    PutInPlace(embedded, key, random.Next(), size, isRevoked: random.Next(8) == 0);
                    break;
                case 6 when _backend is EmbeddedStoreBackend embedded && !IsNeverReplaced(key):
                    WriteByVersion(embedded, key, random, buffer, size);
                    break;
                case 7 when _backend is EmbeddedStoreBackend embedded && (key & 1) == 1 && random.Next(8) == 0:
                    if (random.Next(2) == 0)
                    {
                        Check(key, buffer, embedded.Take(Key(key), _keyLengths[key], buffer, LargestValue, 0, out _), mustExist: false);
                        break;
                    }

                    // Expires while others read, replace and remove it.
                    Fill(key, random.Next(), buffer, size);
                    PutTerms terms = new(PutCondition.Always, ExpiresAt: DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + random.Next(-1, 20));
                    Expect(embedded.PutIf(Key(key), _keyLengths[key], buffer, (nuint)size, null, in terms, out _), 0, -200);
                    break;
                default:
                    Fill(key, random.Next(), buffer, size);
                    ReplicateConfig config = new() { ReplicaCount = 1, WithSoftPin = random.Next(20) == 0 ? 1 : 0 };
                    Expect(_backend.PutFrom(Key(key), _keyLengths[key], buffer, (nuint)size, &config), 0, -200);
                    break;
            }
        }

        NativeMemory.Free(buffer);
    }

    /// <summary>Replaces an object unless it has changed since it was read; what is stored is read back by its version.</summary>
    private void WriteByVersion(EmbeddedStoreBackend embedded, int key, Random random, byte* buffer, int size)
    {
        if (embedded.GetVersioned(Key(key), _keyLengths[key], buffer, LargestValue, out ObjectInfo info) < 0)
        {
            return;
        }

        // What expires must not be made to stay: an even key has no expiry, and an odd one keeps its own.
        Fill(key, random.Next(), buffer, size);
        PutTerms terms = new(PutCondition.Unchanged, info.Version, ObjectExpiry.Keep);
        Expect(embedded.PutIf(Key(key), _keyLengths[key], buffer, (nuint)size, null, in terms, out ulong version), 0, -200, -704, (int)StoreErrorCode.ObjectChanged);
        if (version == info.Version)
        {
            Report($"A write of key {key} has left its version.");
        }
    }

    private void ReadPage(EmbeddedStoreBackend embedded, Random random)
    {
        const int keys = 32;
        byte* page = stackalloc byte[keys * KeyBytes];
        Span<int> lengths = stackalloc int[keys];
        ReadOnlySpan<byte> last = new(Key(Choose(random)), 5);
        int count = embedded.ScanKeys("key-"u8, last, isInclusive: false, new Span<byte>(page, keys * KeyBytes), lengths);
        Expect(count < 0 ? count : 0, 0);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> next = new(page, lengths[i]);
            page += lengths[i];
            if (!next.StartsWith("key-"u8) || next.SequenceCompareTo(last) <= 0)
            {
                Report($"A page has '{Encoding.UTF8.GetString(next)}' behind '{Encoding.UTF8.GetString(last)}'.");
            }

            last = next;
        }
    }

    private ObjectView ViewOther(EmbeddedStoreBackend embedded, int key)
    {
        long size = embedded.View(Key(key), _keyLengths[key], out ObjectView view);
        Check(key, view.Bytes, size, mustExist: false);
        return view;
    }

    private void PutInPlace(EmbeddedStoreBackend embedded, int key, int generation, int size, bool isRevoked)
    {
        Expect(embedded.StartPut(Key(key), _keyLengths[key], (nuint)size, null, out InPlacePut put), 0, -200);
        try
        {
            if (put.Bytes != null)
            {
                Fill(key, generation, put.Bytes, size);
                Expect(isRevoked ? 0 : put.End(), 0, -200, (int)StoreErrorCode.ObjectAlreadyExists);
            }
        }
        finally
        {
            put.Dispose();
        }
    }

    private byte* Key(int key) => _keys + (key * KeyBytes);

    /// <summary>A few keys are hot, so that reads and changes of one object meet.</summary>
    // A lease ends with its object: what replaces it can be removed at once. So only keys that nobody replaces show that leases hold.
    private static bool IsNeverReplaced(int key) => (key & 3) == 0;

    private static int Choose(Random random) => random.Next(3) == 0 ? random.Next(8) : random.Next(Keys);

    private void Expect(int answer, params ReadOnlySpan<int> allowed)
    {
        if (!allowed.Contains(answer))
        {
            Report($"An operation answered {answer}.");
        }
    }

    /// <summary>Key, generation, size, then words that follow from these and from their place, then the checksum of all that.</summary>
    private static void Fill(int key, int generation, byte* buffer, int size)
    {
        ((int*)buffer)[0] = key;
        ((int*)buffer)[1] = generation;
        ((int*)buffer)[2] = size;
        uint state = ((uint)key * 2654435761) ^ (uint)generation;
        for (int i = 12; i < size - 8; i++)
        {
            state = (state * 1664525) + 1013904223;
            buffer[i] = (byte)(state >> 24);
        }

        *(ulong*)(buffer + size - 8) = Checksum(buffer, size - 8);
    }

    private void Check(int key, byte* buffer, long size, bool mustExist)
    {
        if (size == -704 && !mustExist)
        {
            return;
        }

        if (size is < SmallestValue or > LargestValue)
        {
            Report($"A get of key {key} answered {size}{(mustExist ? ", though it was seen and leased" : "")}.");
            return;
        }

        _hits++;
        if (((int*)buffer)[0] != key || ((int*)buffer)[2] != size || *(ulong*)(buffer + size - 8) != Checksum(buffer, (int)size - 8))
        {
            Report($"The {size} bytes of key {key} say that they are {((int*)buffer)[2]} of key {((int*)buffer)[0]}, or are torn.");
        }
    }

    private static ulong Checksum(byte* buffer, int size)
    {
        ulong sum = 14695981039346656037;
        int i = 0;
        for (; i + 8 <= size; i += 8)
        {
            sum = (sum ^ *(ulong*)(buffer + i)) * 1099511628211;
            sum ^= sum >> 29;
        }

        for (; i < size; i++)
        {
            sum = (sum ^ buffer[i]) * 1099511628211;
        }

        return sum;
    }

    private void Report(string damage) => Interlocked.CompareExchange(ref _damage, damage, null);
}
