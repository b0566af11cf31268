using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Backends;

namespace Mooncake.Durable.Tests.Support;

/// <summary>An open store whose calls take strings and arrays.</summary>
internal sealed unsafe class TestStore : IDisposable
{
    internal TestStore(DurableOptions options, TimeProvider? time = null)
    {
        Backend = new DurableStoreBackend(options, time);
        SetupAnswer = Backend.Setup(new StoreSetup { LocalBufferBytes = 64 << 20 });
    }

    internal TestStore(TestFolder folder, TimeProvider? time = null)
        : this(new DurableOptions { Folder = folder.Path, Sync = DurableSync.Process }, time)
    {
    }

    internal DurableStoreBackend Backend { get; }

    internal int SetupAnswer { get; }

    internal StoreStatistics Statistics
    {
        get
        {
            Assert.Equal(0, Backend.GetStatistics(out StoreStatistics statistics));
            return statistics;
        }
    }

    internal int Put(string key, byte[] value, bool isHardPinned = false, bool isSoftPinned = false)
    {
        ReplicateConfig config = new() { ReplicaCount = 1, WithHardPin = isHardPinned ? 1 : 0, WithSoftPin = isSoftPinned ? 1 : 0 };
        fixed (byte* k = Text(key), v = value)
        {
            return Backend.Put(k, Length(key), v, (nuint)value.Length, &config);
        }
    }

    internal int PutIf(string key, byte[] value, PutTerms terms, out ulong version)
    {
        fixed (byte* k = Text(key), v = value)
        {
            return Backend.PutIf(k, Length(key), v, (nuint)value.Length, config: null, in terms, out version);
        }
    }

    internal int Replace(string key, byte[] value) => PutIf(key, value, new PutTerms(PutCondition.Always), out _);

    internal byte[]? Get(string key)
    {
        long size = Get(key, out byte[] bytes);
        Assert.True(size is > 0 or (int)StoreErrorCode.ObjectNotFound, $"A get of '{key}' answered {size}.");
        return size < 0 ? null : bytes;
    }

    internal long Get(string key, out byte[] bytes) => Get(key, 4 << 20, out bytes);

    internal long Get(string key, int capacity, out byte[] bytes)
    {
        byte[] buffer = new byte[capacity];
        fixed (byte* k = Text(key), b = buffer)
        {
            long size = Backend.GetInto(k, Length(key), b, (nuint)buffer.Length);
            bytes = size < 0 ? [] : buffer[..(int)size];
            return size;
        }
    }

    internal int IsExist(string key)
    {
        fixed (byte* k = Text(key))
        {
            return Backend.IsExist(k, Length(key));
        }
    }

    internal ulong VersionOf(string key)
    {
        fixed (byte* k = Text(key))
        {
            Assert.True(Backend.GetVersioned(k, Length(key), buffer: null, 0, out ObjectInfo info) > 0);
            return info.Version;
        }
    }

    internal long GetExpiry(string key)
    {
        fixed (byte* k = Text(key))
        {
            return Backend.GetExpiry(k, Length(key));
        }
    }

    internal int Remove(string key, bool force = true)
    {
        fixed (byte* k = Text(key))
        {
            return Backend.Remove(k, Length(key), force);
        }
    }

    internal int SetExpiry(string key, long expiresAt)
    {
        fixed (byte* k = Text(key))
        {
            return Backend.SetExpiry(k, Length(key), expiresAt);
        }
    }

    internal byte[]? Take(string key)
    {
        long size = Take(key, 1 << 20, out byte[] bytes, out _);
        Assert.True(size is > 0 or (int)StoreErrorCode.ObjectNotFound, $"A take of '{key}' answered {size}.");
        return size < 0 ? null : bytes;
    }

    internal long Take(string key, int capacity, out byte[] bytes, out ulong version)
    {
        byte[] buffer = new byte[capacity];
        fixed (byte* k = Text(key), b = buffer)
        {
            long size = Backend.Take(k, Length(key), b, (nuint)capacity, version: 0, out ObjectInfo info);
            (bytes, version) = (size < 0 ? [] : buffer[..(int)size], info.Version);
            return size;
        }
    }

    internal long GetVersioned(string key, int capacity, out byte[] bytes, out ulong version)
    {
        byte[] buffer = new byte[capacity];
        fixed (byte* k = Text(key), b = buffer)
        {
            long size = Backend.GetVersioned(k, Length(key), b, (nuint)capacity, out ObjectInfo info);
            (bytes, version) = (size < 0 ? [] : buffer[..(int)size], info.Version);
            return size;
        }
    }

    /// <summary>The texts of many small objects, in one call; null where there is none.</summary>
    internal string?[] GetMany(string[] keys)
    {
        const int room = 64;
        long[] results = new long[keys.Length];
        byte[] buffer = GC.AllocateArray<byte>(keys.Length * room, pinned: true);
        PinnedKeys pinned = new(keys);
        nint[] buffers = [.. keys.Select((_, i) => Marshal.UnsafeAddrOfPinnedArrayElement(buffer, i * room))];
        Assert.Equal(0, Backend.BatchGetInto(pinned.Pointers, pinned.Lengths, buffers, [.. keys.Select(static _ => (nuint)room)], results));
        GC.KeepAlive(pinned);
        return [.. results.Select((size, i) => size < 0 ? null : Encoding.UTF8.GetString(buffer, i * room, (int)size))];
    }

    /// <summary>Which of many keys have objects, in one call.</summary>
    internal int[] ExistMany(string[] keys)
    {
        int[] results = new int[keys.Length];
        PinnedKeys pinned = new(keys);
        Assert.Equal(0, Backend.BatchIsExist(pinned.Pointers, pinned.Lengths, results));
        GC.KeepAlive(pinned);
        return results;
    }

    /// <summary>All keys, in their order.</summary>
    internal List<string> List(string prefix = "")
    {
        List<string> all = [];
        byte[] keys = new byte[64 << 10];
        int[] lengths = new int[512];
        byte[] last = [];
        while (true)
        {
            int count = Backend.ScanKeys(Encoding.UTF8.GetBytes(prefix), last, isInclusive: false, keys, lengths);
            Assert.True(count >= 0, $"A scan answered {count}.");
            if (count == 0)
            {
                return all;
            }

            int start = 0;
            for (int i = 0; i < count; start += lengths[i++])
            {
                all.Add(Encoding.UTF8.GetString(keys, start, lengths[i]));
            }

            last = Encoding.UTF8.GetBytes(all[^1]);
        }
    }

    public void Dispose() => Backend.Dispose();

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static int Length(string text) => Encoding.UTF8.GetByteCount(text);
}
