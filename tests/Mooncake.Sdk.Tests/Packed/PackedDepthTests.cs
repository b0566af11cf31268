// The puts have to stay on the thread with the small stack.
#pragma warning disable MOON0507
namespace Mooncake.Packed;

/// <summary>
/// MemoryPack counts levels of nesting and does not look at the stack: a thread with a small one gets an error, and the process goes on.
/// </summary>
public sealed class PackedDepthTests
{
    private const int Deep = 990;
    private const int SmallStack = 256 * 1024;
    private const int LargeStack = 16 * 1024 * 1024;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_OfADeepValueOnASmallStack_IsAnError()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Stop);

        StoreResult[] put = OnAStack(
            SmallStack,
            () => [.. new[] { Deep, 3 }.Select((levels, i) => store.PackedTrees.PutAsync(PackedTree.Chain(i, levels)).AsTask().Result)]);

        Assert.Equal([StoreErrorCode.DepthExceeded, null], put.Select(static result => result.Error?.Code));
        Assert.True(OnAStack(LargeStack, () => [store.PackedTrees.PutAsync(PackedTree.Chain(0, Deep)).AsTask().Result])[0].IsSuccess);
    }

    [Fact]
    public async Task Put_OfADeepMemberOnASmallStack_IsAnError()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Stop);

        StoreResult[] put = OnAStack(
            SmallStack,
            () => [.. new[] { Deep, 3 }.Select((levels, i) => store.PackedForests.PutAsync(Forest(i, levels)).AsTask().Result)]);

        Assert.Equal([StoreErrorCode.DepthExceeded, null], put.Select(static result => result.Error?.Code));
        Assert.True(OnAStack(LargeStack, () => [store.PackedForests.PutAsync(Forest(0, Deep)).AsTask().Result])[0].IsSuccess);

        static PackedForest Forest(int id, int levels) => new(id, new Queue<PackedTree>([PackedTree.Chain(id, levels)]));
    }

    private static StoreResult[] OnAStack(int size, Func<StoreResult[]> action)
    {
        StoreResult[] results = [];
        Thread thread = new(() => results = action(), size);
        thread.Start();
        thread.Join();
        return results;
    }
}
