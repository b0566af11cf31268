using System.Buffers;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Mooncake.Testing;

namespace Mooncake.Caching.Tests;

/// <summary>
/// What ASP.NET Core expects of every distributed cache, on one engine. Each case runs through all ways to call the cache.
/// </summary>
public abstract class DistributedCacheSuite : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private MooncakeStore _store = null!;
    private ServiceProvider _services = null!;

    /// <summary>The ways to call a cache: with arrays or buffers, synchronously or not.</summary>
    public enum Way
    {
        /// <summary><see cref="IDistributedCache.Get"/> and so on.</summary>
        Arrays,

        /// <summary><see cref="IDistributedCache.GetAsync"/> and so on.</summary>
        ArraysAsync,

        /// <summary><see cref="IBufferDistributedCache.TryGet"/> and so on.</summary>
        Buffers,

        /// <summary><see cref="IBufferDistributedCache.TryGetAsync"/> and so on.</summary>
        BuffersAsync,
    }

    public static TheoryData<Way> Ways => [Way.Arrays, Way.ArraysAsync, Way.Buffers, Way.BuffersAsync];

    public static TheoryData<string> OddKeys =>
    [
        "", " ", "/", "a/b", "%", "%41", ",", "a\0b", "line\nbreak", "\t", "ключ", "\U0001F600", "\uD800", "a\uDC00b", "\uDC00\uD800",
        new string('k', 20_000), new string('\n', 30_000), new string('é', 40_000), "\u009f",
    ];

    /// <summary>The clock of the store.</summary>
    protected ManualTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>The cache.</summary>
    protected IBufferDistributedCache Cache { get; private set; } = null!;

    /// <summary>The store.</summary>
    protected MooncakeStore Store => _store;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DistributedCacheEntryOptions Never => new();

    /// <summary>The options of the store, without its clock.</summary>
    protected abstract MooncakeStoreOptions Options();

    public virtual async ValueTask InitializeAsync()
    {
        MooncakeStoreOptions options = Options();
        options.TimeProvider = Time;
        _store = await MooncakeStore.OpenAsync(options, Stop);
        _services = new ServiceCollection().AddSingleton(_store).AddMooncakeDistributedCache().BuildServiceProvider();
        Cache = (IBufferDistributedCache)_services.GetRequiredService<IDistributedCache>();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Get_OfAMissingKey_IsNull(Way way) => Assert.Null(await GetAsync(way, "none"));

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Get_AfterASet_ReturnsTheBytes(Way way)
    {
        await SetAsync(way, "key", "value");
        Assert.Equal("value", await GetTextAsync(way, "key"));
        Assert.Equal("value", await GetTextAsync(way, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Keys_DifferInCase(Way way)
    {
        await SetAsync(way, "Key", "upper");
        Assert.Null(await GetAsync(way, "key"));
        await SetAsync(way, "key", "lower");
        Assert.Equal("upper", await GetTextAsync(way, "Key"));
        Assert.Equal("lower", await GetTextAsync(way, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Set_OfAnExistingKey_Replaces(Way way)
    {
        await SetAsync(way, "key", "one");
        Assert.Equal("one", await GetTextAsync(way, "key"));

        // The read has granted a lease on the old entry.
        await SetAsync(way, "key", "two, which is longer");
        Assert.Equal("two, which is longer", await GetTextAsync(way, "key"));
        await SetAsync(way, "key", "3");
        Assert.Equal("3", await GetTextAsync(way, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Set_ChangesTheExpiration(Way way)
    {
        await SetAsync(way, "key", "one", new() { AbsoluteExpirationRelativeToNow = Minute });
        await SetAsync(way, "key", "two");
        Time.Advance(Minute * 2);
        Assert.Equal("two", await GetTextAsync(way, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Remove_AfterASetAndAGet_Removes(Way way)
    {
        await SetAsync(way, "key", "value");
        Assert.NotNull(await GetAsync(way, "key"));
        await RemoveAsync(way, "key");
        Assert.Null(await GetAsync(way, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task RemoveAndRefresh_OfAMissingKey_DoNothing(Way way)
    {
        await RemoveAsync(way, "none");
        await RefreshAsync(way, "none");
        Assert.Null(await GetAsync(way, "none"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Value_OfNoBytes_IsNotAMiss(Way way)
    {
        await SetAsync(way, "key", "");
        Assert.Empty((await GetAsync(way, "key"))!);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Value_OfAMegabyte_IsReturned(Way way)
    {
        byte[] value = new byte[1 << 20];
        Random.Shared.NextBytes(value);
        await SetAsync(way, "key", value, Never);
        Assert.Equal(value, await GetAsync(way, "key"));
    }

    [Fact]
    public async Task Value_OfManySegments_IsReturned()
    {
        byte[] value = new byte[10_000];
        Random.Shared.NextBytes(value);
        await Cache.SetAsync("key", SegmentsOf(value, 7), Never, Stop);
        Assert.Equal(value, await Cache.GetAsync("key", Stop));
        Cache.Set("other", SegmentsOf(value, 4096), Never);
        Assert.Equal(value, await GetAsync(Way.BuffersAsync, "other"));
    }

    [Fact]
    public async Task TryGet_IntoSmallSegments_WritesAll()
    {
        byte[] value = new byte[10_000];
        Random.Shared.NextBytes(value);
        await SetAsync(Way.ArraysAsync, "key", value, Never);
        SmallSegments destination = new(16);
        Assert.True(await Cache.TryGetAsync("key", destination, Stop));
        Assert.Equal(value, destination.Written);
    }

    [Fact]
    public async Task TryGet_OfAMissingKey_WritesNothing()
    {
        ArrayBufferWriter<byte> destination = new();
        Assert.False(await Cache.TryGetAsync("none", destination, Stop));
        Assert.False(Cache.TryGet("none", destination));
        Assert.Equal(0, destination.WrittenCount);
    }

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task Key_OfAnyText_IsDistinct(string key)
    {
        string[] others = [key + "x", key + "\0", "sha256:" + key, key.ToUpperInvariant() + "_"];
        foreach (string other in others)
        {
            await SetAsync(Way.BuffersAsync, other, "other");
        }

        Assert.Null(await GetAsync(Way.BuffersAsync, key));
        await SetAsync(Way.BuffersAsync, key, "value");
        Assert.Equal("value", await GetTextAsync(Way.BuffersAsync, key));
        await RemoveAsync(Way.BuffersAsync, key);
        Assert.Null(await GetAsync(Way.BuffersAsync, key));
        Assert.Equal("other", await GetTextAsync(Way.BuffersAsync, key + "x"));
    }

    [Fact]
    public async Task Key_ThatIsHashed_SlidesAndIsRefreshed()
    {
        string key = new('k', 70_000);
        await SetAsync(Way.ArraysAsync, key, "value", new() { SlidingExpiration = Minute });
        for (int i = 0; i < 5; i++)
        {
            Time.Advance(Minute * 0.75);
            await RefreshAsync(Way.ArraysAsync, key);
        }

        Assert.Equal("value", await GetTextAsync(Way.ArraysAsync, key));
        Time.Advance(Minute);
        Assert.Null(await GetAsync(Way.ArraysAsync, key));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AbsoluteExpiration_InThePast_Throws(Way way)
    {
        DateTimeOffset past = Time.GetUtcNow() - Minute;
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SetAsync(way, "key", "value", new() { AbsoluteExpiration = past }));
        Assert.Null(await GetAsync(way, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AbsoluteExpiration_Expires(Way way)
    {
        await SetAsync(way, "key", "value", new() { AbsoluteExpiration = Time.GetUtcNow() + Minute });
        Time.Advance(Minute * 0.9);
        Assert.Equal("value", await GetTextAsync(way, "key"));
        Time.Advance(Minute * 0.1);
        Assert.Null(await GetAsync(way, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task RelativeExpiration_Expires(Way way)
    {
        await SetAsync(way, "key", "value", new() { AbsoluteExpirationRelativeToNow = Minute });
        Time.Advance(Minute * 0.9);
        Assert.Equal("value", await GetTextAsync(way, "key"));
        Time.Advance(Minute * 0.1);
        Assert.Null(await GetAsync(way, "key"));
    }

    [Fact]
    public async Task RelativeExpiration_BelowAMillisecond_Expires()
    {
        await SetAsync(Way.ArraysAsync, "key", "value", new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromTicks(1) });
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await GetAsync(Way.ArraysAsync, "key"));
    }

    [Fact]
    public async Task Expiration_OfTheLongestTime_DoesNotOverflow()
    {
        DistributedCacheEntryOptions longest = new()
        {
            AbsoluteExpirationRelativeToNow = TimeSpan.MaxValue,
            SlidingExpiration = TimeSpan.MaxValue,
        };
        await SetAsync(Way.ArraysAsync, "key", "value", longest);
        Time.Advance(Minute);
        Assert.Equal("value", await GetTextAsync(Way.ArraysAsync, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task SlidingExpiration_WithoutAUse_Expires(Way way)
    {
        await SetAsync(way, "key", "value", new() { SlidingExpiration = Minute });
        Time.Advance(Minute);
        Assert.Null(await GetAsync(way, "key"));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await GetAsync(way, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task SlidingExpiration_IsRenewedByReads(Way way)
    {
        await SetAsync(way, "key", "value", new() { SlidingExpiration = Minute });
        for (int i = 0; i < 8; i++)
        {
            Time.Advance(Minute * 0.5);
            Assert.Equal("value", await GetTextAsync(way, "key"));
        }

        Time.Advance(Minute);
        Assert.Null(await GetAsync(way, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task SlidingExpiration_IsRenewedByRefreshes(Way way)
    {
        await SetAsync(way, "key", "value", new() { SlidingExpiration = Minute });
        for (int i = 0; i < 8; i++)
        {
            Time.Advance(Minute * 0.5);
            await RefreshAsync(way, "key");
        }

        Assert.Equal("value", await GetTextAsync(way, "key"));
    }

    [Fact]
    public async Task SlidingExpiration_UsedOften_LastsNoLessThanThreeQuartersOfTheWindow()
    {
        await SetAsync(Way.ArraysAsync, "key", "value", new() { SlidingExpiration = Minute });
        for (int i = 0; i < 50; i++)
        {
            Time.Advance(Minute * 0.1);
            Assert.Equal("value", await GetTextAsync(Way.ArraysAsync, "key"));
        }

        Time.Advance(Minute * 0.74);
        Assert.Equal("value", await GetTextAsync(Way.ArraysAsync, "key"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task SlidingExpiration_IsRenewedUntilTheAbsoluteExpiration(Way way)
    {
        await SetAsync(way, "key", "value", new() { SlidingExpiration = Minute, AbsoluteExpirationRelativeToNow = Minute * 3 });
        for (int i = 0; i < 5; i++)
        {
            Time.Advance(Minute * 0.5);
            Assert.Equal("value", await GetTextAsync(way, "key"));
        }

        Time.Advance(Minute * 0.5);
        Assert.Null(await GetAsync(way, "key"));
    }

    [Fact]
    public async Task SlidingExpiration_OfAnEarlierEntry_DoesNotCount()
    {
        await SetAsync(Way.ArraysAsync, "key", "one", new() { SlidingExpiration = Minute });
        Time.Advance(Minute * 0.5);
        Assert.NotNull(await GetAsync(Way.ArraysAsync, "key"));
        await SetAsync(Way.ArraysAsync, "key", "two", new() { SlidingExpiration = Minute * 10 });
        Time.Advance(Minute * 5);
        Assert.Equal("two", await GetTextAsync(Way.ArraysAsync, "key"));
    }

    [Fact]
    public async Task ExpiredEntry_IsRemovedInPassing()
    {
        await SetAsync(Way.ArraysAsync, "key", "value", new() { SlidingExpiration = Minute });
        Time.Advance(Minute * 0.5);
        Assert.NotNull(await GetAsync(Way.ArraysAsync, "key"));
        Time.Advance(Minute * 2);
        Assert.Null(await GetAsync(Way.ArraysAsync, "key"));
        Assert.True((await Store.Raw.ExistsAsync("cache/key", Stop)).IsMissing);
        Assert.True((await Store.Raw.ExistsAsync("cache-use/key", Stop)).IsMissing);
    }

    [Fact]
    public async Task Arguments_ThatAreNull_Throw()
    {
        await AssertNullThrows("key", () => Cache.Get(null!));
        await AssertNullThrows("key", () => Cache.Refresh(null!));
        await AssertNullThrows("key", () => Cache.Remove(null!));
        await AssertNullThrows("key", () => Cache.Set(null!, [], Never));
        await AssertNullThrows("value", () => Cache.Set("key", null!, Never));
        await AssertNullThrows("options", () => Cache.Set("key", [], null!));
        await AssertNullThrows("destination", () => Cache.TryGet("key", null!));
        await AssertNullThrowsAsync("key", () => Cache.GetAsync(null!, Stop));
        await AssertNullThrowsAsync("key", () => Cache.RefreshAsync(null!, Stop));
        await AssertNullThrowsAsync("key", () => Cache.RemoveAsync(null!, Stop));
        await AssertNullThrowsAsync("key", () => Cache.SetAsync(null!, [], Never, Stop));
        await AssertNullThrowsAsync("value", () => Cache.SetAsync("key", null!, Never, Stop));
        await AssertNullThrowsAsync("options", () => Cache.SetAsync("key", [], null!, Stop));
        await AssertNullThrowsAsync("options", () => Cache.SetAsync("key", ReadOnlySequence<byte>.Empty, null!, Stop).AsTask());
        await AssertNullThrowsAsync("key", () => Cache.TryGetAsync(null!, new ArrayBufferWriter<byte>(), Stop).AsTask());
        await AssertNullThrowsAsync("destination", () => Cache.TryGetAsync("key", null!, Stop).AsTask());
    }

    [Fact]
    public async Task Call_WithACancelledToken_Throws()
    {
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cache.GetAsync("key", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cache.SetAsync("key", [1], Never, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cache.RemoveAsync("key", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cache.RefreshAsync("key", cancelled));
    }

    [Fact]
    public async Task Calls_FromManyThreads_SeeWholeValues()
    {
        Task[] callers = [.. Enumerable.Range(0, 4).Select(caller => Task.Run(() => CallAsync(caller), Stop))];
        await Task.WhenAll(callers);

        async Task CallAsync(int caller)
        {
            byte[] mine = new byte[5000];
            Array.Fill(mine, (byte)caller);
            for (int i = 0; i < 100; i++)
            {
                await Cache.SetAsync("shared", mine, new() { AbsoluteExpirationRelativeToNow = Minute }, Stop);
                byte[]? read = await Cache.GetAsync("shared", Stop);
                Assert.True(read is null || (read.Length == mine.Length && read.AsSpan().IndexOfAnyExcept(read[0]) < 0));
                if (i % 10 == caller)
                {
                    await Cache.RemoveAsync("shared", Stop);
                }
            }
        }
    }

    /// <summary>Reads an entry.</summary>
    protected async Task<byte[]?> GetAsync(Way way, string key)
    {
        ArrayBufferWriter<byte> destination = new();
        return way switch
        {
            Way.Arrays => Cache.Get(key),
            Way.ArraysAsync => await Cache.GetAsync(key, Stop),
            Way.Buffers => Cache.TryGet(key, destination) ? destination.WrittenSpan.ToArray() : null,
            _ => await Cache.TryGetAsync(key, destination, Stop) ? destination.WrittenSpan.ToArray() : null,
        };
    }

    /// <summary>Stores an entry.</summary>
    protected async Task SetAsync(Way way, string key, byte[] value, DistributedCacheEntryOptions options)
    {
        switch (way)
        {
            case Way.Arrays:
                Cache.Set(key, value, options);
                break;
            case Way.ArraysAsync:
                await Cache.SetAsync(key, value, options, Stop);
                break;
            case Way.Buffers:
                Cache.Set(key, new ReadOnlySequence<byte>(value), options);
                break;
            default:
                await Cache.SetAsync(key, new ReadOnlySequence<byte>(value), options, Stop);
                break;
        }
    }

    private static async Task AssertNullThrows(string parameter, Action call) =>
        await AssertNullThrowsAsync(parameter, () =>
        {
            call();
            return Task.CompletedTask;
        });

    private static async Task AssertNullThrowsAsync(string parameter, Func<Task> call) =>
        Assert.Equal(parameter, (await Assert.ThrowsAsync<ArgumentNullException>(call)).ParamName);

    private static ReadOnlySequence<byte> SegmentsOf(byte[] value, int size)
    {
        Segment first = new(value.AsMemory(0, size), 0);
        Segment last = first;
        for (int start = size; start < value.Length; start += size)
        {
            last = last.Append(value.AsMemory(start, Math.Min(size, value.Length - start)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private Task SetAsync(Way way, string key, string text, DistributedCacheEntryOptions? options = null) =>
        SetAsync(way, key, Encoding.UTF8.GetBytes(text), options ?? Never);

    private async Task<string?> GetTextAsync(Way way, string key) =>
        await GetAsync(way, key) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private async Task RemoveAsync(Way way, string key)
    {
        if (way is Way.Arrays or Way.Buffers)
        {
            Cache.Remove(key);
        }
        else
        {
            await Cache.RemoveAsync(key, Stop);
        }
    }

    private async Task RefreshAsync(Way way, string key)
    {
        if (way is Way.Arrays or Way.Buffers)
        {
            Cache.Refresh(key);
        }
        else
        {
            await Cache.RefreshAsync(key, Stop);
        }
    }

    /// <summary>A part of a sequence.</summary>
    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        internal Segment(ReadOnlyMemory<byte> memory, long start)
        {
            Memory = memory;
            RunningIndex = start;
        }

        internal Segment Append(ReadOnlyMemory<byte> memory)
        {
            Segment next = new(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }

    /// <summary>A writer that never has room for all.</summary>
    private sealed class SmallSegments(int size) : IBufferWriter<byte>
    {
        private readonly ArrayBufferWriter<byte> _all = new();
        private readonly byte[] _segment = new byte[size];

        internal byte[] Written => _all.WrittenSpan.ToArray();

        public void Advance(int count) => _all.Write(_segment.AsSpan(0, count));

        public Memory<byte> GetMemory(int sizeHint = 0) => _segment;

        public Span<byte> GetSpan(int sizeHint = 0) => _segment;
    }
}
