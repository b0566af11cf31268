using Mooncake.Keys;
using Mooncake.Pipeline;

namespace Mooncake.Operations;

internal sealed partial class KeyOperations<TKey>
{
    private readonly CallPool<SizeCall<TKey>> _sizeCalls = new();

    /// <summary>Returns a call to the pool.</summary>
    internal void Keep(SizeCall<TKey> call) => _sizeCalls.Keep(call);

    /// <summary>The size of an object in bytes, trailer included.</summary>
    internal ValueTask<StoreResult<long>> SizeOfAsync(in TKey key, CancellationToken cancellationToken) =>
        SizeOfAsync(in key, _session.DeadlineFromNow, cancellationToken);

    /// <summary>The same, as a part of an operation.</summary>
    /// <param name="key">The key.</param>
    /// <param name="deadline">The caller's deadline; a call that is made here is not interrupted.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal unsafe ValueTask<StoreResult<long>> SizeOfAsync(in TKey key, long deadline, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Cancellation.TaskOf<StoreResult<long>>(StoreOperation.GetSize, cancellationToken);
        }

        _session.ThrowIfClosed();
        StoreErrorCode code = KeyScratch.Format(
            in key, stackalloc byte[KeyScratch.StackCapacity], _session.Options.MaxKeyBytes, out KeyScratch text);
        using (text)
        {
            if (code != StoreErrorCode.Ok)
            {
                return new ValueTask<StoreResult<long>>(StoreResult<long>.Failed(RefuseKey(code, StoreOperation.GetSize, in key)));
            }

            if (_session.Pipeline is not null)
            {
                return AskSize(in key, text.WithNul, deadline, cancellationToken);
            }

            fixed (byte* pointer = text.WithNul)
            {
                return new ValueTask<StoreResult<long>>(ConcludeSize(in key, _backend.GetSize(pointer, text.Length)));
            }
        }
    }

    /// <summary>Converts a return code to a result.</summary>
    internal StoreResult<long> ConcludeSize(in TKey key, long answer) =>
        answer >= 0 ? StoreResult<long>.Found(answer)
        : answer == (int)StoreErrorCode.ObjectNotFound ? StoreResult<long>.MissingAt(in key)
        : StoreResult<long>.Failed(_session.Error(answer, StoreOperation.GetSize, KeyText.ToText(in key)));

    private ValueTask<StoreResult<long>> AskSize(
        in TKey key, ReadOnlySpan<byte> textWithNul, long deadline, CancellationToken cancellationToken)
    {
        if (!_sizeCalls.TryTake(out SizeCall<TKey>? call))
        {
            call = new SizeCall<TKey>(_session, this);
        }

        call.Prepare(in key, textWithNul, deadline);
        return call.Start(cancellationToken);
    }
}
