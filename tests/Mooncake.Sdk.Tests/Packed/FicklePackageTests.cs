namespace Mooncake.Packed;

/// <summary>Lists of records that MemoryPack serializes, where the key of one cannot be read a second time.</summary>
public sealed class FicklePackageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StorePath.InPlace, 1)]
    [InlineData(StorePath.Buffers, 1)]
    [InlineData(StorePath.Pipeline, 1)]
    [InlineData(StorePath.Pipeline, 2)]
    [InlineData(StorePath.Buffers, 3)]
    [InlineData(StorePath.Pipeline, 3)]
    public async Task PutMany_KeyThatThrowsLater_LeavesTheItemsBehindIntact(StorePath path, int failsFrom)
    {
        // The second does not fit into the first call: it is measured for that call and carried over to the next.
        await using MooncakeStore store = await StorePaths.OpenAsync(path, callBytes: 4 << 20);
        FicklePackage[] values = [.. Enumerable.Range(0, 4).Select(i => new FicklePackage { Id = i, Payload = Bytes(i), FailsFrom = i == 1 ? failsFrom : 0 })];
        StoreBatch puts = await store.FicklePackages.PutManyAsync(values, cancellationToken: Stop);
        Assert.Equal([StoreStatus.Done, StoreStatus.Failed, StoreStatus.Done, StoreStatus.Done], puts.AsSpan().ToArray().Select(static put => put.Status));
        Assert.IsType<IOException>(puts[1].Error!.Exception);
        int[] stored = [0, 2, 3];
        StoreBatch<FicklePackage> read = await store.FicklePackages.GetManyAsync([.. stored.Select(static i => new FicklePackageKey(i))], Stop);
        Assert.All(
            stored.Zip(read), static pair => Assert.True(Bytes(pair.First).AsSpan().SequenceEqual(pair.Second.GetValueOrThrow().Payload)));
        Assert.True((await store.FicklePackages.ExistsAsync(1, Stop)).IsMissing);
    }

    private static byte[] Bytes(int id)
    {
        byte[] bytes = new byte[3 << 20];
        Array.Fill(bytes, (byte)(id + 1));
        return bytes;
    }
}
