using System.Text;
using Mooncake.Backends;
using Mooncake.Durable.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>The greatest key that is not above a given one.</summary>
public sealed class FloorKeyTests
{
    [Theory]
    [InlineData("a", null)]
    [InlineData("b", "b")]
    [InlineData("bb", "b")]
    [InlineData("d", "d")]
    [InlineData("zzz", "d")]
    public void Floor_OfAKey_IsTheKeyItselfOrTheOneBefore(string key, string? expected)
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        Assert.Equal(0, store.Put("b", [1]));
        Assert.Equal(0, store.Put("d", [1]));
        Assert.Equal(expected, FloorOf(store, key));
    }

    [Fact]
    public void Floor_PassesOverExpiredObjects()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using TestStore store = new(folder, time);
        long soon = time.GetUtcNow().ToUnixTimeMilliseconds() + 1000;
        Assert.Equal(0, store.Put("a", [1]));
        Assert.Equal(0, store.PutIf("b", [1], new PutTerms(PutCondition.Absent, ExpiresAt: soon), out _));
        Assert.Equal("b", FloorOf(store, "c"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a", FloorOf(store, "c"));
    }

    [Fact]
    public void Floor_LongerThanItsRoom_IsTheLength()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        Assert.Equal(0, store.Put("abc", [1]));
        byte[] room = [9, 9];
        Assert.Equal(3, store.Backend.Store!.FloorKey(default, "x"u8, isInclusive: true, room));
        Assert.Equal([9, 9], room);
    }

    private static string? FloorOf(TestStore store, string key)
    {
        byte[] room = new byte[100];
        int length = store.Backend.Store!.FloorKey(default, Encoding.UTF8.GetBytes(key), isInclusive: true, room);
        return length == (int)StoreErrorCode.ObjectNotFound ? null : Encoding.UTF8.GetString(room, 0, length);
    }
}
