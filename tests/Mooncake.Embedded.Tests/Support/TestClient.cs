using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Backends;

namespace Mooncake.Embedded.Tests.Support;

/// <summary>A backend with calls that take strings and arrays.</summary>
internal sealed unsafe class TestClient : IDisposable
{
    internal const ulong MiB = 1 << 20;

    internal TestClient(EmbeddedOptions? options = null, TimeProvider? time = null, ulong segment = 16 * MiB, ulong staging = 16 * MiB, string host = "localhost")
    {
        Backend = new EmbeddedStoreBackend(options ?? new EmbeddedOptions(), time);
        SetupAnswer = Backend.Setup(new StoreSetup { SegmentBytes = segment, LocalBufferBytes = staging, LocalHostname = host });
    }

    internal EmbeddedStoreBackend Backend { get; }

    internal int SetupAnswer { get; }

    internal string Hostname
    {
        get
        {
            byte[] buffer = new byte[256];
            Assert.Equal(0, Backend.GetHostname(buffer));
            return Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, (byte)0));
        }
    }

    internal EmbeddedStatistics Statistics => Backend.GetStatistics();

    internal int Put(string key, byte[] value, bool softPin = false, bool hardPin = false, int replicas = 1, params string[] preferred)
    {
        byte[][] names = [.. preferred.Select(name => Encoding.UTF8.GetBytes(name + '\0'))];
        GCHandle[] handles = [.. names.Select(name => GCHandle.Alloc(name, GCHandleType.Pinned))];
        byte** pointers = stackalloc byte*[Math.Max(1, names.Length)];
        for (int i = 0; i < names.Length; i++)
        {
            pointers[i] = (byte*)handles[i].AddrOfPinnedObject();
        }

        ReplicateConfig config = new()
        {
            ReplicaCount = (nuint)replicas,
            WithSoftPin = softPin ? 1 : 0,
            WithHardPin = hardPin ? 1 : 0,
            PreferredSegments = pointers,
            PreferredSegmentCount = (nuint)names.Length,
        };
        byte[] name = Key(key);
        fixed (byte* k = name, v = value)
        {
            int answer = Backend.Put(k, name.Length - 1, v, (nuint)value.Length, &config);
            Array.ForEach(handles, handle => handle.Free());
            return answer;
        }
    }

    internal int Replace(string key, byte[] value)
    {
        byte[] name = Key(key);
        fixed (byte* k = name, v = value)
        {
            return Backend.PutIf(k, name.Length - 1, v, (nuint)value.Length, null, new PutTerms(PutCondition.Always), out _);
        }
    }

    internal long Get(string key, byte[] buffer)
    {
        byte[] name = Key(key);
        fixed (byte* k = name, b = buffer)
        {
            return Backend.GetInto(k, name.Length - 1, b, (nuint)buffer.Length);
        }
    }

    internal byte[]? GetBytes(string key)
    {
        long size = Size(key);
        if (size < 0)
        {
            return null;
        }

        byte[] buffer = new byte[size];
        return Get(key, buffer) == size ? buffer : null;
    }

    internal int Exists(string key)
    {
        byte[] name = Key(key);
        fixed (byte* k = name)
        {
            return Backend.IsExist(k, name.Length - 1);
        }
    }

    internal long Size(string key)
    {
        byte[] name = Key(key);
        fixed (byte* k = name)
        {
            return Backend.GetSize(k, name.Length - 1);
        }
    }

    internal int Remove(string key, bool force = false)
    {
        byte[] name = Key(key);
        fixed (byte* k = name)
        {
            return Backend.Remove(k, name.Length - 1, force);
        }
    }

    internal long RemoveByRegex(string pattern, bool force = false)
    {
        byte[] name = Key(pattern);
        fixed (byte* k = name)
        {
            return Backend.RemoveByRegex(k, name.Length - 1, force);
        }
    }

    internal static byte[] Pattern(int seed, int size)
    {
        byte[] value = new byte[size];
        for (int i = 0; i < size; i++)
        {
            value[i] = (byte)((31 * i) + (17 * seed) + (i >> 8));
        }

        return value;
    }

    public void Dispose() => Backend.Dispose();

    internal static byte[] Key(string key) => Encoding.UTF8.GetBytes(key + '\0');
}
