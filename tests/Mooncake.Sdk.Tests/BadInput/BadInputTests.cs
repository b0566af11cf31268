using System.Reflection;

namespace Mooncake.BadInput;

/// <summary>Bad input gives the documented exception or result, and harms nothing.</summary>
public sealed class BadInputTests : StoreTest
{
    /// <summary>Entry points that take nothing but a token, and end or describe the store.</summary>
    private static readonly string[] Lifecycle =
    [
        "MooncakeStore.CheckHealthAsync/1", "MooncakeStore.CloseAsync/0", "MooncakeStore.DisposeAsync/0", "MooncakeStore.GetStatisticsAsync/1",
    ];

    private RegisteredBuffer _buffer = null!;

    public static TheoryData<int, string> Attempts
    {
        get
        {
            TheoryData<int, string> data = [];
            foreach ((int index, Attempt attempt) in AttemptTable.All.Index())
            {
                data.Add(index, attempt.ToString());
            }

            return data;
        }
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _buffer = (await Store.Buffers.AllocateAsync(64, Stop)).GetValueOrThrow();
        (await Store.Raw.PutAsync("there", Bytes("untouched"), cancellationToken: Stop)).ThrowIfFailed();
    }

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task Attempt_OnAnOpenStore_GivesWhatIsDocumented(int index, string name)
    {
        Attempt attempt = AttemptTable.All.ElementAt(index);
        Assert.Equal((name, attempt.Expected), (attempt.ToString(), await OutcomeOf(attempt)));
        await AssertStoreWorksAsync();
    }

    [Fact]
    public async Task GoodInput_OnADisposedStore_Throws()
    {
        await AssertStoreWorksAsync();
        await Store.DisposeAsync();
        foreach (Attempt attempt in AttemptTable.All.Where(attempt => attempt.Input == "good"))
        {
            Assert.Equal((attempt.Method, nameof(ObjectDisposedException)), (attempt.Method, await OutcomeOf(attempt)));
        }

        Assert.Equal(StoreHealth.Closed, await Store.CheckHealthAsync(Stop));
    }

    [Fact]
    public async Task BadInput_OnADisposedStore_ThrowsAndHarmsNothing()
    {
        await Store.DisposeAsync();
        foreach (Attempt attempt in AttemptTable.All.Where(attempt => !attempt.Method.StartsWith(nameof(MooncakeStore), StringComparison.Ordinal)))
        {
            string outcome = await OutcomeOf(attempt);
            Assert.True(outcome.EndsWith("Exception", StringComparison.Ordinal), $"{attempt} on a disposed store: {outcome}.");
        }
    }

    [Fact]
    public void Table_CoversEveryPublicEntryPoint()
    {
        string[] expected = [.. new[] { typeof(MooncakeStore), typeof(RawObjects), typeof(StoreBuffers), typeof(StoreSet<BlockKey, Block>) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => IsAsync(method.ReturnType))
            .Select(method => $"{method.DeclaringType!.Name.Split('`')[0]}.{method.Name}/{method.GetParameters().Length}")
            .Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(expected, AttemptTable.All.Select(attempt => attempt.Method).Concat(Lifecycle).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_TriesEveryEntryPointOfTheStoreWithGoodInput() => Assert.Empty(
        AttemptTable.All.Where(attempt => !attempt.Method.StartsWith(nameof(MooncakeStore), StringComparison.Ordinal))
            .GroupBy(attempt => attempt.Method).Where(group => !group.Any(attempt => attempt.Input == "good") && group.Key != "StoreSet.PutManyAsync/2").Select(group => group.Key));

    private static bool IsAsync(Type type) =>
        type == typeof(ValueTask)
        || (type.IsGenericType && new[] { typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>) }.Contains(type.GetGenericTypeDefinition()));

    private async Task<string> OutcomeOf(Attempt attempt)
    {
        try
        {
            StoreError? error = await attempt.Call(new BadInputStores(Store, Whole(), Set()), Stop);
            return error?.Code.ToString() ?? "Ok";
        }
        catch (Exception exception) when (exception is ArgumentException or ObjectDisposedException)
        {
            return exception.GetType().Name;
        }
    }

    private RegisteredMemory Whole() => _buffer.IsDisposed ? default : _buffer.Whole;

    private StoreSet<BlockKey, Block> Set() => Store.Blocks;

    private async Task AssertStoreWorksAsync()
    {
        Block block = Block.Numbered(77);
        (await Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await Store.Blocks.GetAsync("model", 3, 77, Stop)).GetValueOrThrow().IsSameAs(block));
        Assert.NotEqual(0, (await Store.Raw.SizeOfAsync("block/model/003/000000000000004d", Stop)).GetValueOrThrow());
    }
}
