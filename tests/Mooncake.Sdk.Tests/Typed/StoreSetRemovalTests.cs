using Mooncake.Testing;

namespace Mooncake.Typed;

/// <summary>Removals by prefix take the set's objects and no others: by the engine's own operation, and by an expression where it has none.</summary>
public sealed class StoreSetRemovalTests
{
    /// <summary>Keys that begin as those of the sets do, and are none of them.</summary>
    private static readonly string[] Strangers =
    [
        "shop/", "shop/a", "shop/a/", "shop/a/order", "shop/a/order/", "shop/a/order/7x", "shop/a/order/007", "shop/a/order/-", "shop/a/order/7/8", "shop/a/orders/7",
        "shop/a/item/x/y", "shop/a/item/x,y", "shop/a/day/2026112", "shop/a/day/+0261129", "shop/a/on/2", "shop/a/id/{11111111-1111-1111-1111-111111111111}",
        "shop/a/hash/00FF-x", "shop/a/hash/00ff", "shopping/a/order/7", "xshop/a/order/7",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RemoveByPrefix_OfEachOfSeveralSetsWithOnePrefix_TakesItsOwnObjectsOnly(bool isPlain)
    {
        await using MooncakeStore store = await OpenFilledAsync(isPlain);

        Assert.Equal(2, (await store.ShopOrders.RemoveByPrefixAsync("a", RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal<int[]>([1, 3, 3, 3, 3, 3], await CountAsync(store));
        Assert.Equal(2, (await store.ShopItems.RemoveByPrefixAsync("a", RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal<int[]>([1, 1, 3, 3, 3, 3], await CountAsync(store));
        Assert.Equal(2, (await store.ShopDays.RemoveByPrefixAsync("a", RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal(2, (await store.ShopFlags.RemoveByPrefixAsync("a", RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal(2, (await store.ShopIds.RemoveByPrefixAsync("a", RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal(2, (await store.ShopHashes.RemoveByPrefixAsync("a", RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal<int[]>([1, 1, 1, 1, 1, 1], await CountAsync(store));
        Assert.Equal(Strangers, await KeptAsync(store));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RemoveAll_OfEachOfSeveralSetsWithOnePrefix_TakesItsOwnObjectsOnly(bool isPlain)
    {
        await using MooncakeStore store = await OpenFilledAsync(isPlain);

        Assert.Equal(3, (await store.ShopDays.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal<int[]>([3, 3, 0, 3, 3, 3], await CountAsync(store));
        Assert.Equal(3, (await store.ShopOrders.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal(3, (await store.ShopItems.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal(3, (await store.ShopFlags.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal(3, (await store.ShopIds.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal(3, (await store.ShopHashes.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal<int[]>([0, 0, 0, 0, 0, 0], await CountAsync(store));
        Assert.Equal(Strangers, await KeptAsync(store));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RawRemoveByPrefix_TakesObjectsOfAnyType(bool isPlain)
    {
        await using MooncakeStore store = await OpenFilledAsync(isPlain);
        (await store.Raw.PutAsync("shop.a", new byte[1], cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal(1, (await store.Raw.RemoveByPrefixAsync("shop.", cancellationToken: Stop)).GetValueOrThrow().Removed);
        Assert.Equal(12 + 16, (await store.Raw.RemoveByPrefixAsync("shop/a/", RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal<int[]>([1, 1, 1, 1, 1, 1], await CountAsync(store));
    }

    [Fact]
    public async Task RemoveByPrefix_MakesOneCallOfTheEngine()
    {
        CountingBackend? calls = null;
        await using MooncakeStore store = await Stores.OpenAsync(options => options.DecorateBackend = backend => calls = new CountingBackend(backend));
        Assert.Equal(0, (await store.ShopOrders.RemoveByPrefixAsync("a", cancellationToken: Stop)).GetValueOrThrow().Removed);
        Assert.Equal(1, calls!.Count(StoreCalls.Removals).Calls);
    }

    private static async Task<MooncakeStore> OpenFilledAsync(bool isPlain)
    {
        MooncakeStore store = await Stores.OpenAsync(options => options.DecorateBackend = isPlain ? static backend => new PlainBackend(backend) : null);
        int number = 0;
        foreach (string tenant in (string[])["a", "a", "b"])
        {
            number++;
            (await store.ShopOrders.PutAsync(new ShopOrder(tenant, number == 1 ? -7 : int.MaxValue), cancellationToken: Stop)).ThrowIfFailed();
            (await store.ShopItems.PutAsync(new ShopItem(tenant, number == 1 ? "" : "x/y,z%"), cancellationToken: Stop)).ThrowIfFailed();
            (await store.ShopDays.PutAsync(new ShopDay(tenant, number == 1 ? 7u : 123_456_789), cancellationToken: Stop)).ThrowIfFailed();
            (await store.ShopFlags.PutAsync(new ShopFlag(tenant, number == 1), cancellationToken: Stop)).ThrowIfFailed();
            (await store.ShopIds.PutAsync(new ShopId(tenant, new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff)), cancellationToken: Stop)).ThrowIfFailed();
            (await store.ShopHashes.PutAsync(new ShopHash(tenant, number == 1 ? ShopKind.Two_Words : ShopKind.None, (short)(number == 1 ? -1 : 0x7ff)), cancellationToken: Stop)).ThrowIfFailed();
        }

        IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> strangers =
            Strangers.Select(static key => new KeyValuePair<string, ReadOnlyMemory<byte>>(key, new byte[1]));
        Assert.Null((await store.Raw.PutManyAsync([.. strangers], cancellationToken: Stop)).FirstError);
        return store;
    }

    private static async Task<int[]> CountAsync(MooncakeStore store)
    {
        string[] tenants = ["a", "a", "b"];
        return
        [
            Found(await store.ShopOrders.ExistsManyAsync([new("a", -7), new("a", int.MaxValue), new("b", int.MaxValue)], Stop)),
            Found(await store.ShopItems.ExistsManyAsync([new("a", ""), new("a", "x/y,z%"), new("b", "x/y,z%")], Stop)),
            Found(await store.ShopDays.ExistsManyAsync([new("a", 7), new("a", 123_456_789), new("b", 123_456_789)], Stop)),
            Found(await store.ShopFlags.ExistsManyAsync([new("a", true), new("a", false), new("b", false)], Stop)),
            Found(await store.ShopIds.ExistsManyAsync([.. tenants.Select(static (tenant, i) => new ShopIdKey(tenant, new Guid(i + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff)))], Stop)),
            Found(await store.ShopHashes.ExistsManyAsync([new("a", ShopKind.Two_Words, -1), new("a", ShopKind.None, 0x7ff), new("b", ShopKind.None, 0x7ff)], Stop)),
        ];
    }

    private static int Found(StoreBatch batch) => batch.Count(static result => result.IsFound);

    private static async Task<string[]> KeptAsync(MooncakeStore store)
    {
        StoreBatch exists = await store.Raw.ExistsManyAsync(Strangers, Stop);
        return [.. Strangers.Where((_, i) => exists[i].IsFound)];
    }
}

/// <summary>An enum that a key holds by name.</summary>
public enum ShopKind
{
    /// <summary>No kind.</summary>
    None,

    /// <summary>A name that the template's separators would not take apart.</summary>
    Two_Words,
}

/// <summary>A number at the end.</summary>
[StoreKey("shop/{Tenant}/order/{Id}")]
public sealed partial record ShopOrder(string Tenant, int Id);

/// <summary>Text at the end.</summary>
[StoreKey("shop/{Tenant}/item/{Name}")]
public sealed partial record ShopItem(string Tenant, string Name);

/// <summary>A number with leading zeros at the end.</summary>
[StoreKey("shop/{Tenant}/day/{Day:D8}")]
public sealed partial record ShopDay(string Tenant, uint Day);

/// <summary>A bool at the end, behind no text.</summary>
[StoreKey("shop/{Tenant}/on/{IsOn}")]
public sealed partial record ShopFlag(string Tenant, bool IsOn);

/// <summary>A Guid in brackets at the end.</summary>
[StoreKey("shop/{Tenant}/id/{Id:P}")]
public sealed partial record ShopId(string Tenant, Guid Id);

/// <summary>A name and a hexadecimal number, with literals that are syntax in expressions.</summary>
[StoreKey("shop/{Tenant}/hash/{Kind:G}.^[{Hash:X4}]+$", Set = "ShopHashes")]
public sealed partial record ShopHash(string Tenant, ShopKind Kind, short Hash);
