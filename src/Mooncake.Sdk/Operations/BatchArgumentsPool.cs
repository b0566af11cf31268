namespace Mooncake.Operations;

/// <summary>Keeps a few <see cref="BatchArguments"/> objects for reuse. Thread-safe.</summary>
internal sealed class BatchArgumentsPool
{
    private readonly BatchArguments?[] _free = new BatchArguments?[Environment.ProcessorCount * 2];

    /// <summary>One that nobody else uses.</summary>
    internal BatchArguments Take()
    {
        for (int i = 0; i < _free.Length; i++)
        {
            if (_free[i] is not null && Interlocked.Exchange(ref _free[i], null) is { } batch)
            {
                return batch;
            }
        }

        return new BatchArguments();
    }

    /// <summary>Gives one back, and the memory that it holds; kept if there is room.</summary>
    internal void Return(BatchArguments batch)
    {
        batch.LetGo();
        for (int i = 0; i < _free.Length; i++)
        {
            if (_free[i] is null && Interlocked.CompareExchange(ref _free[i], batch, null) is null)
            {
                return;
            }
        }
    }
}
