using Mooncake.Embedded.CApi.Clients;

namespace Mooncake.Embedded.CApi.Tests.Clients;

/// <summary>Handles: none is ever taken for another.</summary>
public sealed class ClientTableTests
{
    private readonly ClientTable _table = new();

    [Fact]
    public void Handle_GivenOut_FindsItsClient()
    {
        EmbeddedClient[] clients = [.. Enumerable.Range(0, 100).Select(static _ => new EmbeddedClient())];
        nint[] handles = [.. clients.Select(_table.Add)];

        Assert.Equal(100, handles.Distinct().Count());
        Assert.All(handles, (handle, i) => Assert.True(_table.TryFind(handle, out EmbeddedClient? found) && ReferenceEquals(found, clients[i])));
    }

    [Fact]
    public void Handle_Removed_IsDeadThoughItsPlaceIsUsedAgain()
    {
        nint dead = _table.Add(new EmbeddedClient());
        Assert.True(_table.TryRemove(dead, out _));
        nint[] later = [.. Enumerable.Range(0, 1000).Select(_ =>
        {
            nint handle = _table.Add(new EmbeddedClient());
            Assert.True(_table.TryRemove(handle, out EmbeddedClient? _));
            return handle;
        })];

        Assert.DoesNotContain(dead, later);
        Assert.Equal(1000, later.Distinct().Count());
        Assert.All(later.Append(dead), handle => Assert.False(_table.TryFind(handle, out _)));
        Assert.Equal(0, _table.Count);
    }

    [Fact]
    public void Handle_RemovedTwice_GivesItsClientOnce()
    {
        nint handle = _table.Add(new EmbeddedClient());
        Assert.True(_table.TryRemove(handle, out _));
        Assert.False(_table.TryRemove(handle, out _));
    }

    [Fact]
    public void Handle_MadeUp_FindsNothing()
    {
        nint live = _table.Add(new EmbeddedClient());
        Random random = new(7);
        nint[] made = [0, 1, -1, nint.MaxValue, nint.MinValue, live + 1, live - 1, live + (1 << 20), live ^ nint.MinValue, .. Enumerable.Range(0, 1000).Select(_ => (nint)random.NextInt64())];

        Assert.All(made, handle => Assert.False(_table.TryFind(handle, out _)));
    }

    [Fact]
    public void Handle_OfAnyClient_IsNoAddress()
    {
        nint handle = _table.Add(new EmbeddedClient());
        Assert.True((ulong)handle >> 48 is not (0 or 0xffff), "User addresses have 0 in their upper bits, the kernel's have 1.");
    }
}
