using System.Runtime.CompilerServices;

namespace Mooncake.Operations;

/// <summary>Async methods whose end is handed to their callers: as their results go, no others than the runtime's.</summary>
public sealed class OperationMethodBuilderTests
{
    [Fact]
    public async Task Method_ThatEndsAtOnce_HasItsResult()
    {
        ValueTask<int> method = AddAsync(Task.CompletedTask, 1);
        Assert.True(method.IsCompletedSuccessfully);
        Assert.Equal(1, await method);
    }

    [Fact]
    public async Task Method_ThatEndsLater_HasItsResult()
    {
        TaskCompletionSource before = new();
        ValueTask<int> method = AddAsync(before.Task, 2);
        Assert.False(method.IsCompleted);
        before.SetResult();
        Assert.Equal(2, await method);
    }

    [Fact]
    public async Task Method_AwaitedTwice_AnswersTwice()
    {
        TaskCompletionSource before = new();
        Task<int> method = AddAsync(before.Task, 2).AsTask();
        before.SetResult();
        Assert.Equal((2, 2), (await method, await method));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Method_ThatThrows_Fails(bool isAtOnce)
    {
        TaskCompletionSource before = new();
        InvalidOperationException thrown = new();
        Task<int> method = ThrowAsync(isAtOnce ? Task.CompletedTask : before.Task, thrown).AsTask();
        before.TrySetResult();
        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(() => method));
        Assert.True(method.IsFaulted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Method_ThatIsCancelled_IsCancelledAndThrowsWhatWasThrown(bool isAtOnce)
    {
        TaskCompletionSource before = new();
        StoreCanceledException thrown = new(StoreOperation.Put, WriteOutcome.Unknown, new CancellationToken(canceled: true));
        Task<int> method = ThrowAsync(isAtOnce ? Task.CompletedTask : before.Task, thrown).AsTask();
        before.TrySetResult();
        Assert.Same(thrown, await Assert.ThrowsAsync<StoreCanceledException>(() => method));
        Assert.True(method.IsCanceled);
    }

    [Fact]
    public async Task Methods_AtTheSameTime_EachHaveTheirOwnResult()
    {
        for (int round = 0; round < 100; round++)
        {
            TaskCompletionSource before = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Task<int>[] methods = [.. Enumerable.Range(0, 50).Select(i => AddAsync(before.Task, i).AsTask())];
            before.SetResult();
            Assert.Equal(Enumerable.Range(0, 50), await Task.WhenAll(methods));
        }
    }

    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private static async ValueTask<int> AddAsync(Task before, int value)
    {
        await before.ConfigureAwait(false);
        return value;
    }

    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private static async ValueTask<int> ThrowAsync(Task before, Exception exception)
    {
        await before.ConfigureAwait(false);
        throw exception;
    }
}
