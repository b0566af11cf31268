using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

public sealed unsafe class RegistrationTests : IDisposable
{
    private readonly TestClient _client = new();

    [Theory]
    [InlineData(100, 50, -600)]
    [InlineData(120, 10, -600)]
    [InlineData(50, 51, -600)]
    [InlineData(149, 100, -600)]
    [InlineData(50, 500, -600)]
    [InlineData(50, 50, 0)]
    [InlineData(150, 50, 0)]
    public void Register_BesideAnotherRange_IsRefusedIfTheyOverlap(int start, int size, int expected)
    {
        Assert.Equal(0, Register(100, 50));

        Assert.Equal(expected, Register(start, size));
    }

    [Fact]
    public void Unregister_TakesTheExactStartOnly()
    {
        Register(100, 50);

        Assert.Equal(-600, Unregister(110));
        Assert.Equal(-600, Unregister(99));
        Assert.Equal(0, Unregister(100));
        Assert.Equal(-600, Unregister(100));
        Assert.Equal(0, Register(100, 50));
    }

    [Fact]
    public void Register_OfNothing_IsRefused()
    {
        Assert.Equal(-1, _client.Backend.RegisterBuffer(null, 10));
        Assert.Equal(-1, Register(100, 0));
        Assert.Equal(-600, _client.Backend.RegisterBuffer((void*)100, nuint.MaxValue));
    }

    [Fact]
    public void Register_ByAnotherClient_IsItsOwnAffair()
    {
        using TestClient other = new();
        Register(100, 50);

        Assert.Equal(0, other.Backend.RegisterBuffer((void*)100, 50));
    }

    public void Dispose() => _client.Dispose();

    // The engine keeps the numbers and never touches the memory.
    private int Register(int start, int size) => _client.Backend.RegisterBuffer((void*)start, (nuint)size);

    private int Unregister(int start) => _client.Backend.UnregisterBuffer((void*)start);
}
