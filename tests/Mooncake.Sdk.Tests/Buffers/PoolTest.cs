using Mooncake.Session;

namespace Mooncake.Buffers;

/// <summary>A backend and a clock to each test.</summary>
public abstract class PoolTest : IDisposable
{
    internal FakeBackend Backend { get; } = new();

    internal FakeClock Clock { get; } = new();

    /// <summary>Unregisters the buffers of callers.</summary>
    internal BufferReleases Releases => field ??= new BufferReleases(Backend, new Alarms(static _ => { }), Clock, TimeSpan.FromSeconds(15));

    public void Dispose()
    {
        Backend.Dispose();
        GC.SuppressFinalize(this);
    }
}
