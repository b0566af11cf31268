using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <content>Conditional writes of registered memory.</content>
internal sealed partial class RegisteredTransfers
{
    private ValueTask<StoreBatch> PutListConditionallyAsync(
        RawKey[] keys, RegisteredMemory[] sources, PutOptions options, CancellationToken cancellationToken) => OneByOne.RunAsync(
            _session,
            StoreOperation.Put,
            keys,
            new StoreResult[keys.Length],
            (i, deadline) => PutConditionallyAsync(keys[i], sources[i], options, deadline, cancellationToken),
            cancellationToken);

    private async ValueTask<StoreResult> PutConditionallyAsync(
        RawKey key, RegisteredMemory source, PutOptions options, long deadline, CancellationToken cancellationToken)
    {
        Backoff backoff = new(_session, StoreOperation.Put, deadline);
        while (true)
        {
            StoreResult result = await TryPutConditionallyAsync(key, source, options, deadline, cancellationToken).On(_session.Threads);
            bool isFull = result.Error is { Code: StoreErrorCode.NoAvailableHandle, Retry: not RetryClass.Never };
            if (!isFull || !_session.RetriesWhenFull || !await backoff.WaitAsync(cancellationToken).On(_session.Threads))
            {
                return result;
            }
        }
    }

    private async ValueTask<StoreResult> TryPutConditionallyAsync(
        RawKey key, RegisteredMemory source, PutOptions options, long deadline, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Put, cancellationToken);
        if (Refuse(in key, source, options, out byte[] text) is { } refused)
        {
            return StoreResult.Failed(refused);
        }

        ConditionalPut put = new(_session, options, StoreOperation.Put);
        if (_session.Pipeline is null)
        {
            try
            {
                return put.Conclude(_session, in key, Execute(in put, text, source), source.Length);
            }
            finally
            {
                source.Release();
            }
        }

        BackendResult answer = await new ConditionalPutCall(
            _session, in put, text, source, deadline).Start(cancellationToken).On(_session.Threads);
        return answer.Error is { } failure
            ? StoreResult.Failed(failure.WithKey(key.Text))
            : put.Conclude(_session, in key, (int)answer.Number, source.Length);
    }

    /// <summary>Checks the arguments, formats the key, and adds a reference to the memory.</summary>
    /// <returns>Null, and the memory has a reference; or why nothing is stored.</returns>
    private StoreError? Refuse(in RawKey key, RegisteredMemory source, PutOptions options, out byte[] text)
    {
        text = [];
        if (CapabilityErrors.OfPut(_session, StoreOperation.Put, options) is { } lack)
        {
            return lack.WithKey(key.Text);
        }

        if (source.Length == 0 && source.Buffer is not null)
        {
            return Empty(in key);
        }

        StoreErrorCode code = PinnedKey.Format(in key, _session.Options.MaxKeyBytes, out text);
        return code != StoreErrorCode.Ok ? OperationErrors.Key(code, StoreOperation.Put, key.Text, _session.Options.MaxKeyBytes)
            : !source.TryHold(_session) ? OperationErrors.NotRegistered(StoreOperation.Put, key.Text, source)
            : null;
    }

    private static unsafe int Execute(in ConditionalPut put, byte[] text, RegisteredMemory source)
    {
        int answer = put.Execute(PinnedKey.PointerOf(text), text.Length - 1, source.Pointer, (nuint)source.Length);
        GC.KeepAlive(text);
        return answer;
    }
}
