using Mooncake.Keys;

namespace Mooncake.Operations;

internal sealed partial class KeyQueries<TKey>
{
    /// <summary>The size of an object in bytes, trailer included.</summary>
    internal unsafe ValueTask<StoreResult<long>> SizeOfAsync(in TKey key, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<StoreResult<long>>(cancellationToken);
        }

        _session.ThrowIfClosed();
        StoreErrorCode code = KeyScratch.Format(in key, stackalloc byte[KeyScratch.StackRoom], _session.Options.MaxKeyBytes, out KeyScratch text);
        using (text)
        {
            if (code != StoreErrorCode.Ok)
            {
                return new ValueTask<StoreResult<long>>(StoreResult<long>.Failed(RefuseKey(code, StoreOperation.GetSize, in key)));
            }

            if (_session.Pipeline is not null)
            {
                return SizeOfQueuedAsync(key, text.WithNul.ToArray(), cancellationToken);
            }

            fixed (byte* pointer = text.WithNul)
            {
                return new ValueTask<StoreResult<long>>(ConcludeSize(in key, _backend.GetSize(pointer, text.Length)));
            }
        }
    }

    private async ValueTask<StoreResult<long>> SizeOfQueuedAsync(TKey key, byte[] text, CancellationToken cancellationToken)
    {
        BackendAnswer answer = await _session.RunAloneAsync(
            StoreOperation.GetSize,
            KeyText.ToText(in key),
            backend =>
            {
                unsafe
                {
                    fixed (byte* pointer = text)
                    {
                        return backend.GetSize(pointer, text.Length - 1);
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
        return answer.Error is null ? ConcludeSize(in key, answer.Number) : StoreResult<long>.Failed(answer.Error);
    }

    private StoreResult<long> ConcludeSize(in TKey key, long answer) =>
        answer >= 0 ? StoreResult<long>.Found(answer)
        : answer == (int)StoreErrorCode.ObjectNotFound ? StoreResult<long>.Missing
        : StoreResult<long>.Failed(_session.Error(answer, StoreOperation.GetSize, KeyText.ToText(in key)));
}
