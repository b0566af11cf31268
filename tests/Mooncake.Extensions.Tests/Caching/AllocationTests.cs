using System.Buffers;
using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace Mooncake.Caching.Tests;

/// <summary>
/// What calls to the cache allocate, on an engine in this process. Checked in Release only: the Debug build keeps state machines and boxes
/// that the optimizer removes.
/// </summary>
[Trait("Asserts", "Allocations")]
public sealed class AllocationTests : IAsyncLifetime
{
    private static readonly DistributedCacheEntryOptions Hour = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    private MooncakeStore _store = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IBufferDistributedCache Cache => (IBufferDistributedCache)_services.GetRequiredService<IDistributedCache>();

    public async ValueTask InitializeAsync()
    {
        DebuggableAttribute? debuggable = typeof(MooncakeStore).Assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.SkipWhen(
            debuggable is { IsJITOptimizerDisabled: true }, "Allocations are asserted in Release builds: dotnet test -c Release.");
        _store = await MooncakeStore.OpenAsync("embedded://?segment=16MiB", Stop);
        _services = new ServiceCollection().AddSingleton(_store).AddMooncakeDistributedCache().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _services.DisposeAsync();
            await _store.DisposeAsync();
        }
    }

    [Fact]
    public async Task TryGet_OfAHit_AllocatesNothing()
    {
        IBufferDistributedCache cache = Cache;
        await cache.SetAsync("key", new byte[4096], Hour, Stop);
        ArrayBufferWriter<byte> destination = new(8192);
        Assert.Equal(0, LeastOf(() =>
        {
            destination.ResetWrittenCount();
            return ResultOf(cache.TryGetAsync("key", destination, Stop));
        }));
    }

    [Fact]
    public void Set_OfASequence_AllocatesNothing()
    {
        IBufferDistributedCache cache = Cache;
        ReadOnlySequence<byte> value = new(new byte[4096]);
        Assert.Equal(0, LeastOf(() => IsDone(cache.SetAsync("key", value, Hour, Stop))));
    }

    private static bool ResultOf(ValueTask<bool> call) => call.IsCompletedSuccessfully && call.Result;

    private static bool IsDone(ValueTask call) => call.IsCompletedSuccessfully;

    private static long LeastOf(Func<bool> call)
    {
        long least = long.MaxValue;
        for (int round = 0; round < 500; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isDone = call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(isDone);
        }

        return least;
    }
}
