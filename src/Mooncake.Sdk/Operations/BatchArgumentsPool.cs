namespace Mooncake.Operations;

/// <summary>A pool of a few <see cref="BatchArguments"/> objects. Thread-safe.</summary>
internal sealed class BatchArgumentsPool
{
    private readonly BatchArguments?[] _free = new BatchArguments?[Environment.ProcessorCount * 2];

    /// <summary>Returns an unused instance.</summary>
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

    /// <summary>Returns an instance and its memory to the pool; it is kept if there is room.</summary>
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
