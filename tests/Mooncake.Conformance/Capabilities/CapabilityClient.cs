using System.Text;
using Mooncake.Backends;
using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Capabilities;

/// <summary>One client of an engine, set up, whose capabilities take strings and arrays.</summary>
internal sealed unsafe class CapabilityClient : IDisposable
{
    internal const int NotFound = (int)StoreErrorCode.ObjectNotFound;
    internal const int Exists = (int)StoreErrorCode.ObjectAlreadyExists;
    internal const int Changed = (int)StoreErrorCode.ObjectChanged;
    internal const int Invalid = (int)StoreErrorCode.InvalidParams;

    private const ulong SegmentBytes = 64 << 20;

    private readonly ConformanceCluster _cluster;

    internal CapabilityClient(ConformanceEngine engine)
    {
        _cluster = engine.OpenCluster();
        Backend = _cluster.CreateClient();
        Assert.Equal(0, Backend.Setup(_cluster.DescribeSetup(SegmentBytes, SegmentBytes)));
    }

    internal StoreBackend Backend { get; }

    internal IConditionalWriter Writer => Required<IConditionalWriter>();

    internal IExpiry Expiry => Required<IExpiry>();

    internal IKeyScanner Scanner => Required<IKeyScanner>();

    /// <summary>The engine's present, in milliseconds since 1970.</summary>
    internal long Now => _cluster.UtcNow.ToUnixTimeMilliseconds();

    internal StoreStatistics Statistics
    {
        get
        {
            Assert.Equal(0, Required<IStatisticsSource>().GetStatistics(out StoreStatistics statistics));
            return statistics;
        }
    }

    internal void Pass(TimeSpan duration) => _cluster.Pass(duration);

    internal int Put(string key, params byte[] value)
    {
        fixed (byte* k = Text(key), v = value)
        {
            return Backend.Put(k, Length(key), v, (nuint)value.Length, config: null);
        }
    }

    /// <summary>Stores an object under a key that need not be text.</summary>
    internal void Put(byte[] key)
    {
        byte value = 1;
        fixed (byte* k = (byte[])[.. key, 0])
        {
            Assert.Equal(0, Backend.Put(k, key.Length, &value, 1, config: null));
        }
    }

    internal int PutIf(string key, byte[] value, PutCondition condition, ulong version = 0, long expiresAt = ObjectExpiry.Never) =>
        PutIf(key, value, new PutTerms(condition, version, expiresAt), out _);

    internal int PutIf(string key, byte[] value, PutTerms terms, out ulong version)
    {
        fixed (byte* k = Text(key), v = value)
        {
            return Writer.PutIf(k, Length(key), v, (nuint)value.Length, config: null, in terms, out version);
        }
    }

    internal byte[]? Get(string key)
    {
        byte[] buffer = new byte[4096];
        fixed (byte* k = Text(key), b = buffer)
        {
            long size = Backend.GetInto(k, Length(key), b, (nuint)buffer.Length);
            Assert.True(size is > 0 or NotFound, $"A get of '{key}' answered {size}.");
            return size < 0 ? null : buffer[..(int)size];
        }
    }

    internal long GetVersioned(string key, byte[]? buffer, out ObjectInfo info)
    {
        fixed (byte* k = Text(key), b = buffer)
        {
            return Writer.GetVersioned(k, Length(key), buffer is null ? null : b, (nuint)(buffer?.Length ?? 0), out info);
        }
    }

    internal ulong VersionOf(string key)
    {
        Assert.True(GetVersioned(key, buffer: null, out ObjectInfo info) > 0);
        return info.Version;
    }

    internal long Take(string key, byte[]? buffer, ulong version = 0)
    {
        fixed (byte* k = Text(key), b = buffer)
        {
            return Writer.Take(k, Length(key), buffer is null ? null : b, (nuint)(buffer?.Length ?? 0), version, out _);
        }
    }

    internal int IsExist(string key)
    {
        fixed (byte* k = Text(key))
        {
            return Backend.IsExist(k, Length(key));
        }
    }

    internal long SizeOf(string key)
    {
        fixed (byte* k = Text(key))
        {
            return Backend.GetSize(k, Length(key));
        }
    }

    internal int Remove(string key)
    {
        fixed (byte* k = Text(key))
        {
            return Backend.Remove(k, Length(key), force: true);
        }
    }

    internal long RemoveByRegex(string pattern)
    {
        fixed (byte* k = Text(pattern))
        {
            return Backend.RemoveByRegex(k, Length(pattern), force: true);
        }
    }

    internal long GetExpiry(string key)
    {
        fixed (byte* k = Text(key))
        {
            return Expiry.GetExpiry(k, Length(key));
        }
    }

    internal int SetExpiry(string key, long expiresAt)
    {
        fixed (byte* k = Text(key))
        {
            return Expiry.SetExpiry(k, Length(key), expiresAt);
        }
    }

    /// <summary>One page of a listing.</summary>
    internal string[] Page(string prefix, string from = "", bool isInclusive = false, int count = 16, int room = 4096)
    {
        byte[] keys = new byte[room];
        int[] lengths = new int[count];
        int answer = Scanner.ScanKeys(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(from), isInclusive, keys, lengths);
        Assert.True(answer >= 0, $"A scan answered {answer}.");
        string[] page = new string[answer];
        int start = 0;
        for (int i = 0; i < answer; i++)
        {
            page[i] = Encoding.UTF8.GetString(keys, start, lengths[i]);
            start += lengths[i];
        }

        return page;
    }

    /// <summary>The greatest key of a prefix that is not above another; null if there is none.</summary>
    internal string? Floor(string prefix, string at, bool isInclusive = true)
    {
        byte[] key = new byte[100];
        int answer = Scanner.FloorKey(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(at), isInclusive, key);
        Assert.True(answer is >= 0 or NotFound, $"A floor answered {answer}.");
        return answer < 0 ? null : Encoding.UTF8.GetString(key, 0, answer);
    }

    /// <summary>A whole listing, page by page.</summary>
    internal List<string> List(string prefix, int count = 16, Action? betweenPages = null)
    {
        List<string> all = [];
        for (string[] page = Page(prefix, count: count); page.Length > 0; page = Page(prefix, all[^1], count: count))
        {
            all.AddRange(page);
            betweenPages?.Invoke();
        }

        return all;
    }

    public void Dispose()
    {
        _cluster.CloseClient(Backend);
        _cluster.Dispose();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static int Length(string text) => Encoding.UTF8.GetByteCount(text);

    private T Required<T>()
        where T : class => Backend.GetCapability<T>() ?? throw new InvalidOperationException($"{Backend.GetType().Name} does not offer {typeof(T).Name}.");
}
