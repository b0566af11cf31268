using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Errors;

/// <summary>The store library answers -600 to six different mistakes; each reaches the user under a code of its own.</summary>
public sealed class AmbiguousAnswerTests : StoreTest
{
    [Fact]
    public async Task GetInto_BufferTooSmall_SaysHowLargeTheObjectIs()
    {
        (await Store.Raw.PutAsync("k", Bytes("0123456789"), cancellationToken: Stop)).ThrowIfFailed();
        using RegisteredBuffer buffer = (await Store.Buffers.AllocateAsync(64, Stop)).GetValueOrThrow();
        StoreResult<long> got = await Store.Raw.GetIntoAsync("k", buffer.Slice(0, 4), Stop);
        Assert.Equal(StoreErrorCode.BufferTooSmall, got.Error!.Code);
        Assert.Contains("is 10 bytes, but the buffer is only 4 bytes", got.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetInto_BufferTooSmallAndCancelled_KeepsNoBufferRegistered()
    {
        using CancellationTokenSource cancel = new();
        CancelAfterBatch backend = null!;
        await using MooncakeStore store = await Stores.OpenAsync(options => options.DecorateBackend = inner => backend = new CancelAfterBatch(inner, cancel));
        (await store.Raw.PutAsync("k", Bytes("0123456789"), cancellationToken: Stop)).ThrowIfFailed();
        RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(64, Stop)).GetValueOrThrow();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.Raw.GetIntoAsync("k", buffer.Slice(0, 4), cancel.Token));
        buffer.Dispose();
        Assert.Equal(1, backend.Unregistered);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("(?i)a")]
    [InlineData("*a")]
    [InlineData("a\0b")]
    [InlineData("\\")]
    public async Task RemoveByRegex_BadPattern_IsInvalidPattern(string pattern)
    {
        StoreError error = (await Store.Raw.RemoveByRegexAsync(pattern, cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.InvalidPattern, WriteOutcome.NotApplied), (error.Code, error.Outcome));
    }

#pragma warning disable MOON0510 // What a pattern that cannot be sent answers is the question.
    [Fact]
    public async Task RemoveByRegex_LoneSurrogate_IsInvalidPattern() =>
        Assert.Equal(StoreErrorCode.InvalidPattern, (await Store.Raw.RemoveByRegexAsync("a\ud800", cancellationToken: Stop)).Error!.Code);
#pragma warning restore MOON0510

    [Fact]
    public async Task Put_EmptyValue_IsEmptyObject()
    {
        Assert.Equal(StoreErrorCode.EmptyObject, (await Store.Raw.PutAsync("k", default, cancellationToken: Stop)).Error!.Code);
        Assert.Equal(StoreErrorCode.EmptyObject, (await Store.Raw.PutPartsAsync("k", [], cancellationToken: Stop)).Error!.Code);
        Assert.Equal(StoreErrorCode.EmptyObject, (await Store.Raw.ReplaceAsync("k", default, cancellationToken: Stop)).Error!.Code);
        using RegisteredBuffer buffer = (await Store.Buffers.AllocateAsync(64, Stop)).GetValueOrThrow();
        Assert.Equal(StoreErrorCode.EmptyObject, (await Store.Raw.PutFromAsync("k", buffer.Slice(0, 0), cancellationToken: Stop)).Error!.Code);
    }

    [Fact]
    public async Task Answer_OfAStoreThatWasClosedMeanwhile_IsStoreClosed()
    {
        await Store.DisposeAsync();
        Assert.Equal(StoreErrorCode.StoreClosed, Store.Session.Error((int)StoreErrorCode.InvalidParams, StoreOperation.Put, "k").Code);
    }

    [Fact]
    public async Task Register_Twice_SaysThatItIsRegisteredAlready()
    {
        using RegisteredBuffer buffer = (await Store.Buffers.AllocateAsync(4096, Stop)).GetValueOrThrow();
        StoreError error = (await Store.Buffers.RegisterAsync(buffer.Address, 4096, Stop)).Error!;
        Assert.Contains("already registered", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Cancels once a batch was read, and counts what is unregistered.</summary>
    private sealed unsafe class CancelAfterBatch(StoreBackend inner, CancellationTokenSource cancel) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
    {
        internal int Unregistered { get; private set; }

        protected override int BatchGetIntoCore(
            ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, Span<long> results)
        {
            int answer = base.BatchGetIntoCore(keys, keyLengths, buffers, sizes, results);
            cancel.Cancel();
            return answer;
        }

        protected override int UnregisterBufferCore(void* buffer)
        {
            Unregistered++;
            return base.UnregisterBufferCore(buffer);
        }
    }
}
