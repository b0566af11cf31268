using System.Text;
using Mooncake.Backends;

namespace Mooncake.Testing.Tests.Support;

/// <summary>The least store that decorators can stand in front of: objects in a dictionary, no leases, no limits.</summary>
internal sealed unsafe class MemoryBackend() : StoreBackend(new BackendTraits(RoundTripIsFree: true, TakesDuplicateKeys: true))
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, byte[]> _objects = [];
    private readonly HashSet<nint> _registered = [];

    /// <summary>True once it was disposed of.</summary>
    internal bool IsDisposed { get; private set; }

    /// <summary>The buffers registered at this moment.</summary>
    internal int RegisteredBuffers
    {
        get
        {
            lock (_sync)
            {
                return _registered.Count;
            }
        }
    }

    protected override int SetupCore(StoreSetup setup) => 0;

    protected override int HealthCheckCore() => 0;

    protected override int GetHostnameCore(Span<byte> destination) => "memory:1\0"u8.TryCopyTo(destination) ? 0 : -1;

    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config)
    {
        lock (_sync)
        {
            _objects.TryAdd(Text(key, keyLength), new ReadOnlySpan<byte>(value, (int)size).ToArray());
            return 0;
        }
    }

    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config) =>
        PutCore(key, keyLength, buffer, size, config);

    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = PutCore((byte*)keys[i], keyLengths[i], (void*)buffers[i], sizes[i], config);
        }

        return 0;
    }

    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size)
    {
        lock (_sync)
        {
            // Looked up without a string, so that tests can count what decorators allocate.
            Span<char> text = stackalloc char[keyLength];
            text = text[..Encoding.UTF8.GetChars(new ReadOnlySpan<byte>(key, keyLength), text)];
            if (!_objects.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out byte[]? value))
            {
                return (long)StoreErrorCode.ObjectNotFound;
            }

            return value.AsSpan().TryCopyTo(new Span<byte>(buffer, (int)size)) ? value.Length : (long)StoreErrorCode.InvalidParams;
        }
    }

    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = GetIntoCore((byte*)keys[i], keyLengths[i], (void*)buffers[i], sizes[i]);
        }

        return 0;
    }

    protected override int IsExistCore(byte* key, int keyLength)
    {
        lock (_sync)
        {
            return _objects.ContainsKey(Text(key, keyLength)) ? 1 : 0;
        }
    }

    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = IsExistCore((byte*)keys[i], keyLengths[i]);
        }

        return 0;
    }

    protected override long GetSizeCore(byte* key, int keyLength)
    {
        lock (_sync)
        {
            return _objects.TryGetValue(Text(key, keyLength), out byte[]? value) ? value.Length : (long)StoreErrorCode.ObjectNotFound;
        }
    }

    protected override int RemoveCore(byte* key, int keyLength, bool force)
    {
        lock (_sync)
        {
            return _objects.Remove(Text(key, keyLength)) ? 0 : (int)StoreErrorCode.ObjectNotFound;
        }
    }

    // No regular expressions: every pattern removes everything.
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force) => RemoveAllCore(force);

    protected override long RemoveAllCore(bool force)
    {
        lock (_sync)
        {
            long removed = _objects.Count;
            _objects.Clear();
            return removed;
        }
    }

    protected override int RegisterBufferCore(void* buffer, nuint size)
    {
        lock (_sync)
        {
            return _registered.Add((nint)buffer) ? 0 : (int)StoreErrorCode.InvalidParams;
        }
    }

    protected override int UnregisterBufferCore(void* buffer)
    {
        lock (_sync)
        {
            return _registered.Remove((nint)buffer) ? 0 : (int)StoreErrorCode.InvalidParams;
        }
    }

    protected override void Dispose(bool disposing) => IsDisposed = true;

    private static string Text(byte* key, int length) => Encoding.UTF8.GetString(key, length);
}
