namespace Mooncake.Operations;

/// <summary>Keeps a few <see cref="BatchScratch"/> objects for reuse. Thread-safe.</summary>
internal sealed class ScratchPool
{
    private readonly BatchScratch?[] _free = new BatchScratch?[Environment.ProcessorCount * 2];

    /// <summary>One that nobody else uses.</summary>
    internal BatchScratch Take()
    {
        for (int i = 0; i < _free.Length; i++)
        {
            if (_free[i] is not null && Interlocked.Exchange(ref _free[i], null) is { } scratch)
            {
                return scratch;
            }
        }

        return new BatchScratch();
    }

    /// <summary>Gives one back; kept if there is room.</summary>
    internal void Return(BatchScratch scratch)
    {
        for (int i = 0; i < _free.Length; i++)
        {
            if (_free[i] is null && Interlocked.CompareExchange(ref _free[i], scratch, null) is null)
            {
                return;
            }
        }
    }
}
