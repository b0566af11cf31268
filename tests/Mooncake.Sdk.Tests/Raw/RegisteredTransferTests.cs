namespace Mooncake.Raw;

/// <summary>Calls that copy nothing: registered memory of the caller's.</summary>
public sealed class RegisteredTransferTests : StoreTest
{
    private RegisteredBuffer _buffer = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _buffer = (await Store.Buffers.AllocateAsync(1 << 16, Stop)).GetValueOrThrow();
    }

    [Fact]
    public async Task PutFrom_ThenGetInto_MovesTheBytes()
    {
        Bytes("some bytes").CopyTo(_buffer.Whole.Span);
        Assert.Equal(StoreResult.Done, await Store.Raw.PutFromAsync("k", _buffer.Slice(0, 10), cancellationToken: Stop));
        Assert.Equal(10, (await Store.Raw.GetIntoAsync("k", _buffer.Slice(100, 50), Stop)).GetValueOrThrow());
        Assert.Equal(Bytes("some bytes"), _buffer.Slice(100, 10).Span.ToArray());
        Assert.True((await Store.Raw.GetIntoAsync("none", _buffer.Slice(0, 10), Stop)).IsMissing);
    }

    [Fact]
    public async Task PutManyFrom_ThenGetManyInto_AnswerForEachItem()
    {
        Bytes("abcdef").CopyTo(_buffer.Whole.Span);
        StoreBatch put = await Store.Raw.PutManyFromAsync(
            [new("a", _buffer.Slice(0, 2)), new("b", _buffer.Slice(2, 3)), new("empty", _buffer.Slice(0, 0))], cancellationToken: Stop);
        Assert.Equal([StoreStatus.Done, StoreStatus.Done, StoreStatus.Failed], put.Select(result => result.Status));

        StoreBatch<long> got = await Store.Raw.GetManyIntoAsync(
            [new("b", _buffer.Slice(1000, 8)), new("none", _buffer.Slice(1008, 8)), new("a", _buffer.Slice(1016, 1)), new("a", _buffer.Slice(1024, 8))], Stop);
        Assert.Equal([StoreStatus.Found, StoreStatus.Missing, StoreStatus.Failed, StoreStatus.Found], got.Select(result => result.Status));
        Assert.Equal((3, StoreErrorCode.BufferTooSmall, 2), (got[0].GetValueOrThrow(), got[2].Error!.Code, got[3].GetValueOrThrow()));
        Assert.Equal(Bytes("cde"), _buffer.Slice(1000, 3).Span.ToArray());
    }

    [Fact]
    public async Task Transfers_OfMoreThanOneCall_AnswerForEachItem()
    {
        KeyValuePair<string, RegisteredMemory>[] items = [.. Enumerable.Range(0, 600).Select(i => KeyValuePair.Create($"k{i}", _buffer.Slice(i, 1)))];
        Assert.Equal(600, (await Store.Raw.PutManyFromAsync(items, cancellationToken: Stop)).SuccessCount);
        Assert.Equal(600, (await Store.Raw.GetManyIntoAsync(items, Stop)).FoundCount);
    }

    [Fact]
    public async Task Transfer_BufferOfAnotherStore_IsRefused()
    {
        await using MooncakeStore other = await Stores.OpenAsync();
        using RegisteredBuffer foreign = (await other.Buffers.AllocateAsync(64, Stop)).GetValueOrThrow();
        StoreError error = (await Store.Raw.PutFromAsync("k", foreign.Whole, cancellationToken: Stop)).Error!;
        Assert.Equal(StoreErrorCode.BufferNotRegistered, error.Code);
        Assert.Contains("another store", error.Message, StringComparison.Ordinal);
        Assert.Equal(StoreErrorCode.BufferNotRegistered, (await Store.Raw.GetIntoAsync("k", foreign.Whole, Stop)).Error!.Code);
    }

    [Fact]
    public async Task Transfer_DisposedBuffer_IsRefused()
    {
        RegisteredMemory memory = _buffer.Whole;
        _buffer.Dispose();
        StoreError error = (await Store.Raw.PutFromAsync("k", memory, cancellationToken: Stop)).Error!;
        Assert.Contains("was disposed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transfer_NoMemory_IsRefused()
    {
        StoreError error = (await Store.Raw.PutFromAsync("k", default, cancellationToken: Stop)).Error!;
        Assert.Equal(StoreErrorCode.BufferNotRegistered, error.Code);
        Assert.Contains("The memory is default(RegisteredMemory)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_MemoryOfTheCallers_IsUsedAndGivenBack()
    {
        using NativeBlock block = new(4096);
        await using (RegisteredBuffer registered = (await Store.Buffers.RegisterAsync(block.Address, 4096, Stop)).GetValueOrThrow())
        {
            Bytes("mine").CopyTo(registered.Whole.Span);
            (await Store.Raw.PutFromAsync("k", registered.Slice(0, 4), cancellationToken: Stop)).ThrowIfFailed();
            Assert.Equal(block.Address, registered.Address);
        }

        using RegisteredBuffer again = (await Store.Buffers.RegisterAsync(block.Address, 4096, Stop)).GetValueOrThrow();
        Assert.Null(again.ReleaseError);
        Assert.Equal(Bytes("mine"), (await Store.Raw.GetAsync("k", Stop)).GetValueOrThrow());
    }
}
