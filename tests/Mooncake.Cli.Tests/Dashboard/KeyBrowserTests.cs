using System.Text;
using Mooncake.Cli.Dashboard;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Dashboard;

public sealed class KeyBrowserTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_OfTheRoot_HasKeysAndGroupsInTheirOrder()
    {
        await using MooncakeStore store = await StoreOf("kv/a/1", "kv/a/2", "kv/b", "kv0", "plain", "user:1:name", "user:2:name");

        KeyPage page = await ListAsync(store, "");

        Assert.Equal(["kv/ group", "kv0", "plain", "user: group"], Show(page));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task List_OfAGroup_HasItsParts()
    {
        await using MooncakeStore store = await StoreOf("kv/", "kv/a/1", "kv/a/2", "kv/b", "kv0");

        Assert.Equal(["", "a/ group", "b"], Show(await ListAsync(store, "kv/")));
    }

    [Fact]
    public async Task List_OfManyKeys_GoesOnWhereThePageEnded()
    {
        string[] keys = [.. Enumerable.Range(0, (2 * KeyBrowser.PageSize) + 1).Select(static i => $"g{i:D4}{(i % 3 == 0 ? "/x" : "")}")];
        await using MooncakeStore store = await StoreOf(keys);
        List<string> listed = [];
        List<int> sizes = [];
        string? next = "";
        while (next is not null)
        {
            Assert.True(KeyId.TryRead(next, out byte[] from));
            KeyPage page = (await new KeyBrowser(store).ListAsync([], from, Cancellation)).GetValueOrThrow();
            listed.AddRange(page.Items.Select(static item => item.Name.TrimEnd('/')));
            sizes.Add(page.Items.Count);
            next = page.Next;
        }

        Assert.Equal(keys.Select(static key => key.Split('/')[0]), listed);
        Assert.Equal([KeyBrowser.PageSize, KeyBrowser.PageSize, 1], sizes);
    }

    [Fact]
    public async Task List_OfExactlyAPage_IsTheLastPage()
    {
        await using MooncakeStore store = await StoreOf([.. Enumerable.Range(0, KeyBrowser.PageSize).Select(static i => $"k{i:D4}")]);

        Assert.Null((await ListAsync(store, "")).Next);
    }

    [Fact]
    public async Task List_OfKeysThatAreLongerThanTheBuffer_HasThem()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://?max-key=200000&segment=64MiB", Cancellation);
        string key = new('k', 100_000);
        await StoreContents.PutAsync(store, key, [1]);

        KeyPage page = await ListAsync(store, "");

        Assert.Contains("more bytes", Assert.Single(page.Items).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfAnEmptyStore_HasNothing()
    {
        await using MooncakeStore store = await StoreOf();

        Assert.Empty((await ListAsync(store, "")).Items);
    }

    [Fact]
    public async Task List_GrantsNoLeaseAndCountsAsNoRead()
    {
        await using MooncakeStore store = await StoreOf("kv/a");
        await ListAsync(store, "");
        await ListAsync(store, "kv/");

        Assert.Equal(0, (await store.GetStatisticsAsync(Cancellation)).GetValueOrThrow().Hits);
        (await store.Raw.RemoveAsync("kv/a", cancellationToken: Cancellation)).ThrowIfFailed();
    }

    private static async Task<MooncakeStore> StoreOf(params string[] keys)
    {
        MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Cancellation);
        await StoreContents.PutAsync(store, keys, [1]);
        return store;
    }

    private static async Task<KeyPage> ListAsync(MooncakeStore store, string prefix) =>
        (await new KeyBrowser(store).ListAsync(Encoding.UTF8.GetBytes(prefix), [], Cancellation)).GetValueOrThrow();

    private static IEnumerable<string> Show(KeyPage page) =>
        page.Items.Select(static item => item.IsGroup ? $"{item.Name} group" : item.Name);
}
