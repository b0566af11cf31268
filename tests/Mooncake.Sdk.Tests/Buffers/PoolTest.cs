namespace Mooncake.Buffers;

/// <summary>A backend and a clock to each test.</summary>
public abstract class PoolTest : IDisposable
{
    internal FakeBackend Backend { get; } = new();

    internal FakeClock Clock { get; } = new();

    public void Dispose()
    {
        Backend.Dispose();
        GC.SuppressFinalize(this);
    }
}
