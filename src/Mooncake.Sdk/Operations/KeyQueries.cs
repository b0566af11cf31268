using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Native;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>What can be asked about a key without its object: whether it is there, how large it is; and its removal. Thread-safe.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
internal sealed unsafe partial class KeyQueries<TKey>
    where TKey : struct, IStoreKey<TKey>
{
    private readonly StoreSession _session;
    private readonly StoreBackend _backend;

    /// <summary>Asks in a session.</summary>
    internal KeyQueries(StoreSession session)
    {
        _session = session;
        _backend = session.Backend;
    }

    /// <summary>Tells whether an object is there.</summary>
    internal ValueTask<StoreResult> ExistsAsync(in TKey key, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<StoreResult>(cancellationToken);
        }

        _session.ThrowIfClosed();
        long answer = Ask(in key, StoreOperation.Exists, force: false, out StoreError? error);
        return new ValueTask<StoreResult>(
            error is not null ? StoreResult.Failed(error)
            : answer > 0 ? StoreResult.Found
            : answer == 0 ? StoreResult.Missing
            : StoreResult.Failed(_session.Error(answer, StoreOperation.Exists, KeyText.ToText(in key))));
    }

    /// <summary>The size of an object in bytes, trailer included.</summary>
    internal ValueTask<StoreResult<long>> SizeOfAsync(in TKey key, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<StoreResult<long>>(cancellationToken);
        }

        _session.ThrowIfClosed();
        long answer = Ask(in key, StoreOperation.GetSize, force: false, out StoreError? error);
        return new ValueTask<StoreResult<long>>(
            error is not null ? StoreResult<long>.Failed(error)
            : answer >= 0 ? StoreResult<long>.Found(answer)
            : answer == (int)StoreErrorCode.ObjectNotFound ? StoreResult<long>.Missing
            : StoreResult<long>.Failed(_session.Error(answer, StoreOperation.GetSize, KeyText.ToText(in key))));
    }

    /// <summary>Removes an object; done, missing, or failed.</summary>
    internal ValueTask<StoreResult> RemoveAsync(in TKey key, RemoveOptions? options, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<StoreResult>(cancellationToken);
        }

        _session.ThrowIfClosed();
        StoreResult result = Remove(in key, options);
        return options is { WaitForLease: true, Force: false } && IsLeased(in result)
            ? RemoveWaitingAsync(key, options, cancellationToken)
            : new ValueTask<StoreResult>(result);
    }

    private StoreResult Remove(in TKey key, RemoveOptions? options)
    {
        long answer = Ask(in key, StoreOperation.Remove, options?.Force ?? false, out StoreError? error);
        return error is not null ? StoreResult.Failed(error)
            : answer == 0 ? StoreResult.Done
            : answer == (int)StoreErrorCode.ObjectNotFound ? StoreResult.Missing
            : StoreResult.Failed(_session.Error(answer, StoreOperation.Remove, KeyText.ToText(in key)));
    }

    /// <summary>Tries again until the lease is over, with growing pauses, within the operation's timeout.</summary>
    private async ValueTask<StoreResult> RemoveWaitingAsync(TKey key, RemoveOptions options, CancellationToken cancellationToken)
    {
        Backoff backoff = new(_session.Options);
        StoreResult result;
        do
        {
            if (!await backoff.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                return Remove(in key, options);
            }

            _session.ThrowIfClosed();
            result = Remove(in key, options);
        }
        while (IsLeased(in result));
        return result;
    }

    private static bool IsLeased(in StoreResult result) => result.Error?.Code == StoreErrorCode.ObjectHasLease;

    [SkipLocalsInit]
    private long Ask(in TKey key, StoreOperation question, bool force, out StoreError? error)
    {
        StoreErrorCode code = KeyScratch.Format(in key, stackalloc byte[KeyScratch.StackRoom], _session.Options.MaxKeyBytes, out KeyScratch text);
        using (text)
        {
            error = code == StoreErrorCode.Ok ? null : OperationErrors.Key(code, question, KeyText.ToText(in key), _session.Options.MaxKeyBytes);
            if (error is not null)
            {
                return 0;
            }

            fixed (byte* pointer = text.WithNul)
            {
                return question switch
                {
                    StoreOperation.Exists => _backend.IsExist(pointer, text.Length),
                    StoreOperation.GetSize => _backend.GetSize(pointer, text.Length),
                    _ => _backend.Remove(pointer, text.Length, force),
                };
            }
        }
    }
}
