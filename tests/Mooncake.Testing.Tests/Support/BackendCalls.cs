using System.Text;
using Mooncake.Backends;

namespace Mooncake.Testing.Tests.Support;

/// <summary>The contract's calls with arrays and strings, for tests.</summary>
internal static unsafe class BackendCalls
{
    /// <summary>What a destination holds before a get.</summary>
    internal const byte Filler = 0xEE;

    /// <summary>Sets a backend up and hands it back.</summary>
    internal static T Ready<T>(this T backend)
        where T : StoreBackend
    {
        Assert.Equal(0, backend.Setup(new StoreSetup()));
        return backend;
    }

    internal static int Put(this StoreBackend backend, string key, byte[] value)
    {
        fixed (byte* keyBytes = Utf8(key))
        fixed (byte* bytes = value)
        {
            return backend.Put(keyBytes, Length(key), bytes, (nuint)value.Length, config: null);
        }
    }

    internal static int PutFrom(this StoreBackend backend, string key, byte[] value)
    {
        fixed (byte* keyBytes = Utf8(key))
        fixed (byte* bytes = value)
        {
            return backend.PutFrom(keyBytes, Length(key), bytes, (nuint)value.Length, config: null);
        }
    }

    /// <summary>Gets into a buffer of a given size.</summary>
    internal static (long Answer, byte[] Buffer) Get(this StoreBackend backend, string key, int size = 16)
    {
        byte[] buffer = new byte[size];
        buffer.AsSpan().Fill(Filler);
        fixed (byte* keyBytes = Utf8(key))
        fixed (byte* bytes = buffer)
        {
            return (backend.GetInto(keyBytes, Length(key), bytes, (nuint)size), buffer);
        }
    }

    internal static int Exists(this StoreBackend backend, string key)
    {
        fixed (byte* keyBytes = Utf8(key))
        {
            return backend.IsExist(keyBytes, Length(key));
        }
    }

    internal static long Size(this StoreBackend backend, string key)
    {
        fixed (byte* keyBytes = Utf8(key))
        {
            return backend.GetSize(keyBytes, Length(key));
        }
    }

    internal static int Remove(this StoreBackend backend, string key)
    {
        fixed (byte* keyBytes = Utf8(key))
        {
            return backend.Remove(keyBytes, Length(key), force: true);
        }
    }

    internal static (int Answer, int[] Results) PutMany(this StoreBackend backend, byte[] value, params string[] keys)
    {
        using NativeKeys native = new(keys);
        int[] results = new int[keys.Length];
        fixed (byte* bytes = value)
        {
            nint pointer = (nint)bytes;
            nint[] buffers = [.. keys.Select(_ => pointer)];
            nuint[] sizes = [.. keys.Select(_ => (nuint)value.Length)];
            return (backend.BatchPutFrom(native.Pointers, native.Lengths, buffers, sizes, config: null, results), results);
        }
    }

    internal static (int Answer, long[] Results, byte[][] Buffers) GetMany(this StoreBackend backend, int size, params string[] keys)
    {
        using NativeKeys native = new(keys);
        byte[][] buffers = [.. keys.Select(_ => GC.AllocateArray<byte>(size, pinned: true))];
        foreach (byte[] buffer in buffers)
        {
            buffer.AsSpan().Fill(Filler);
        }

        nint[] pointers = [.. buffers.Select(buffer => System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(buffer, 0))];
        nuint[] sizes = [.. keys.Select(_ => (nuint)size)];
        long[] results = new long[keys.Length];
        int answer = backend.BatchGetInto(native.Pointers, native.Lengths, pointers, sizes, results);
        GC.KeepAlive(buffers);
        return (answer, results, buffers);
    }

    internal static (int Answer, int[] Results) ExistMany(this StoreBackend backend, params string[] keys)
    {
        using NativeKeys native = new(keys);
        int[] results = new int[keys.Length];
        return (backend.BatchIsExist(native.Pointers, native.Lengths, results), results);
    }

    private static byte[] Utf8(string key) => Encoding.UTF8.GetBytes(key + '\0');

    private static int Length(string key) => Encoding.UTF8.GetByteCount(key);
}
