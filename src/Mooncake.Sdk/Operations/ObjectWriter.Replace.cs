using Mooncake.Buffers;
using Mooncake.Embedded;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Options;

namespace Mooncake.Operations;

internal sealed unsafe partial class ObjectWriter<TKey, TValue, TEncoder>
{
    /// <summary>
    /// Removes the object under the key, if there is one, and stores another. Atomic on the embedded engine; elsewhere a reader may
    /// see neither object, and another writer may come in between.
    /// </summary>
    internal async ValueTask<StoreResult> ReplaceAsync(TKey key, TValue value, PutOptions? options, bool force, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _session.ThrowIfClosed();
        if (!TryMeasure(in key, in value, StoreOperation.Replace, out RentalLayout layout, out StoreResult refused))
        {
            return refused;
        }

        while (true)
        {
            StoreResult<RentedBuffer> rented = await _session.RentAsync(layout.RentalSize, Tag, cancellationToken).ConfigureAwait(false);
            if (!rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                return StoreResult.Failed(error!);
            }

            try
            {
                StoreErrorCode code = Encode(in key, in value, ref layout, buffer, out bool needsMoreRoom);
                if (!needsMoreRoom)
                {
                    return code == StoreErrorCode.Ok ? Replace(in key, options, in layout, buffer, force) : Refuse(code, StoreOperation.Replace, in key);
                }
            }
            finally
            {
                buffer.Return();
            }
        }
    }

    private StoreResult Replace(in TKey key, PutOptions? options, in RentalLayout layout, RentedBuffer buffer, bool force)
    {
        if (_backend is EmbeddedStoreBackend embedded)
        {
            ReplicateConfigBlock? config = options?.Native;
            int replaced = embedded.Replace(
                layout.KeyOf(buffer), layout.KeyLength, buffer.Pointer, (nuint)layout.ObjectRoom, config is null ? null : config.Pointer, force);
            GC.KeepAlive(config);
            return Conclude(in key, StoreOperation.Replace, replaced);
        }

        int removed = _backend.Remove(layout.KeyOf(buffer), layout.KeyLength, force);
        if (removed is not 0 and not (int)StoreErrorCode.ObjectNotFound)
        {
            return Conclude(in key, StoreOperation.Replace, removed);
        }

        int answer = PutFrom(options, in layout, buffer);
        return answer == 0 || removed != 0
            ? Conclude(in key, StoreOperation.Replace, answer)
            : StoreResult.Failed(OperationErrors.HalfReplaced(_session.Error(answer, StoreOperation.Replace, KeyText.ToText(in key))));
    }
}
