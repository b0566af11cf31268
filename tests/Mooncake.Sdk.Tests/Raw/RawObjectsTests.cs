namespace Mooncake.Raw;

/// <summary>What Mooncake's Rust and Python clients can do, one object at a time.</summary>
public sealed class RawObjectsTests : StoreTest
{
    [Fact]
    public async Task Put_ThenGet_AnswersTheBytes()
    {
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync("k", Bytes("value"), cancellationToken: Stop));
        Assert.Equal(Bytes("value"), (await Store.Raw.GetAsync("k", Stop)).GetValueOrThrow());
        Assert.Equal(5, (await Store.Raw.SizeOfAsync("k", Stop)).GetValueOrThrow());
        Assert.Equal(StoreResult.Found, await Store.Raw.ExistsAsync("k", Stop));
    }

    [Fact]
    public async Task Get_NoObject_IsMissing()
    {
        Assert.True((await Store.Raw.GetAsync("k", Stop)).IsMissing);
        Assert.True((await Store.Raw.SizeOfAsync("k", Stop)).IsMissing);
        Assert.True((await Store.Raw.ExistsAsync("k", Stop)).IsMissing);
        Assert.True((await Store.Raw.RemoveAsync("k", cancellationToken: Stop)).IsMissing);
    }

    [Fact]
    public async Task Put_Twice_KeepsTheFirst()
    {
        (await Store.Raw.PutAsync("k", Bytes("first"), cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync("k", Bytes("second"), cancellationToken: Stop));
        Assert.Equal(Bytes("first"), (await Store.Raw.GetAsync("k", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task PutParts_StoresThemAsOneObject()
    {
        (await Store.Raw.PutPartsAsync("k", [Bytes("one"), default, Bytes(", two"), Bytes("!")], cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(Bytes("one, two!"), (await Store.Raw.GetAsync("k", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Replace_SetsNewBytes()
    {
        (await Store.Raw.PutAsync("k", Bytes("old"), cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(StoreResult.Done, await Store.Raw.ReplaceAsync("k", Bytes("new"), cancellationToken: Stop));
        Assert.Equal(Bytes("new"), (await Store.Raw.GetAsync("k", Stop)).GetValueOrThrow());
        Assert.Equal(StoreResult.Done, await Store.Raw.ReplaceAsync("k", Bytes("newer"), ReplaceOptions.Forced, Stop));
    }

    [Fact]
    public async Task Get_LargeObject_IsReadWhole()
    {
        byte[] large = new byte[6 << 20];
        new Random(1).NextBytes(large);
        (await Store.Raw.PutAsync("large", large, cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(large, (await Store.Raw.GetAsync("large", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Batches_AnswerForEachItem()
    {
        KeyValuePair<string, ReadOnlyMemory<byte>>[] items = [.. Enumerable.Range(0, 700).Select(i => KeyValuePair.Create($"k{i}", (ReadOnlyMemory<byte>)Bytes($"v{i}")))];
        Assert.Equal(700, (await Store.Raw.PutManyAsync(items, cancellationToken: Stop)).SuccessCount);
        StoreBatch<byte[]> got = await Store.Raw.GetManyAsync(["k699", "none", "k0", "k0"], Stop);
        Assert.Equal([Bytes("v699"), null, Bytes("v0"), Bytes("v0")], got.Select(result => result.GetValueOrDefault()));
        StoreBatch exists = await Store.Raw.ExistsManyAsync(["k1", "none"], Stop);
        Assert.Equal([StoreStatus.Found, StoreStatus.Missing], exists.Select(result => result.Status));
    }

    [Fact]
    public async Task PutMany_OneEmpty_OthersAreStored()
    {
        StoreBatch put = await Store.Raw.PutManyAsync([new("a", Bytes("1")), new("b", default), new("c", Bytes("3"))], cancellationToken: Stop);
        Assert.Equal([StoreStatus.Done, StoreStatus.Failed, StoreStatus.Done], put.Select(result => result.Status));
        Assert.Equal((StoreErrorCode.EmptyObject, "b"), (put.FirstError!.Code, put.FirstError.Key));
    }

    [Fact]
    public async Task RemoveByRegex_RemovesMatchesAnywhereInTheKey()
    {
        string[] keys = ["a1", "a2", "b1", "ca1"];
        Assert.True((await Store.Raw.PutManyAsync([.. keys.Select(static key => new KeyValuePair<string, ReadOnlyMemory<byte>>(key, Bytes("v")))], cancellationToken: Stop)).IsSuccess);
#pragma warning disable MOON0512 // What an expression that is not anchored does is the question.
        Assert.Equal(2, (await Store.Raw.RemoveByRegexAsync("a1", cancellationToken: Stop)).GetValueOrThrow().Removed);
#pragma warning restore MOON0512
        Assert.Equal(0, (await Store.Raw.RemoveByRegexAsync("^1", cancellationToken: Stop)).GetValueOrThrow().Removed);
        Assert.Equal(2, (await Store.Raw.RemoveByRegexAsync("^[ab]\\d$", cancellationToken: Stop)).GetValueOrThrow().Removed);
    }

    [Fact]
    public async Task RemoveByRegex_LeasedObjects_AreLeftUnlessForced()
    {
        (await Store.Raw.PutAsync("a", Bytes("v"), cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await Store.Raw.GetAsync("a", Stop)).IsFound);
        Assert.Equal(0, (await Store.Raw.RemoveByRegexAsync("^a", cancellationToken: Stop)).GetValueOrThrow().Removed);
        Assert.Equal(1, (await Store.Raw.RemoveByRegexAsync("^a", RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
    }

    [Fact]
    public async Task RemoveAll_LeasedObjects_AreLeftUnlessForced()
    {
        Assert.True((await Store.Raw.PutManyAsync([new("a", Bytes("1")), new("b", Bytes("2"))], cancellationToken: Stop)).IsSuccess);
        Assert.True((await Store.Raw.GetAsync("a", Stop)).IsFound);
        Assert.Equal(1, (await Store.Raw.RemoveAllAsync(cancellationToken: Stop)).GetValueOrThrow().Removed);
#pragma warning disable MOON0513 // What force does is the question, and the cluster is this test's own.
        Assert.Equal(1, (await Store.Raw.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
        Assert.Equal(0, (await Store.Raw.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
#pragma warning restore MOON0513
    }

    [Fact]
    public async Task Key_TooLong_IsAResult()
    {
        string key = new('k', 65_537);
        Assert.Equal(StoreErrorCode.KeyTooLong, (await Store.Raw.PutAsync(key, Bytes("v"), cancellationToken: Stop)).Error!.Code);
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync(key[1..], Bytes("v"), cancellationToken: Stop));
        Assert.Equal(Bytes("v"), (await Store.Raw.GetAsync(key[1..], Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Hostname_IsThisClients()
    {
        await using MooncakeStore named = await Stores.OpenAsync("&hostname=node-7");
        Assert.StartsWith("node-7", named.Hostname, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckHealth_FollowsTheStoresLife()
    {
        Assert.Equal(StoreHealth.Healthy, await Store.CheckHealthAsync(Stop));
        await Store.DisposeAsync();
        Assert.Equal(StoreHealth.Closed, await Store.CheckHealthAsync(Stop));
    }

    [Fact]
    public async Task Cancelled_ThrowsWithTheCallersToken()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.Raw.PutAsync("k", Bytes("v"), cancellationToken: cancelled.Token));
        Assert.Equal(cancelled.Token, exception.CancellationToken);
        Assert.True((await Store.Raw.ExistsAsync("k", Stop)).IsMissing);
    }
}
