using System.Runtime.CompilerServices;
using Mooncake.Buffers;

namespace Mooncake.Operations;

/// <content>Where a round trip costs nothing: what is usual is done at once, on the caller's thread, without the machinery of waiting.</content>
internal sealed unsafe partial class ObjectReader<TKey, TValue>
{
    /// <summary>
    /// Reads one object of an engine that takes any memory, if it is expected to fit, to the stack: no buffer is rented, which would cost a
    /// third of a small read.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="result">The result, if there is one.</param>
    /// <returns>False if the call is to be made with a rental, whatever the reason; nothing has happened then that matters.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGetHere(in TKey key, out StoreResult<TValue> result)
    {
        byte* stack = stackalloc byte[RentalLayout.StackBytes + RentalLayout.Alignment];
        byte* memory = RentalLayout.Align(stack);
        RentalLayout layout = NewAttempt().Layout;
        if (layout.RentalSize <= RentalLayout.StackBytes && layout.WriteKey(in key, memory, out _) == StoreErrorCode.Ok)
        {
            long answer = _backend.GetInto(layout.KeyOf(memory), layout.KeyLength, memory, (nuint)layout.ObjectRoom);
            if (answer == (int)StoreErrorCode.ObjectNotFound)
            {
                result = StoreResult<TValue>.Missing;
                return true;
            }

            if (answer >= 0 && answer <= layout.ObjectRoom)
            {
                _estimate.Saw((int)answer);
                _session.Telemetry.Calls.Read(answer);
                RentedBuffer none = default;
                result = Decode(ref none, new ReadOnlySpan<byte>(memory, (int)answer), layout.KeyTextOf(memory), in key);
                return true;
            }
        }

        result = default;
        return false;
    }

    /// <summary>Reads a list that makes up one call.</summary>
    /// <param name="keys">The keys, normalized.</param>
    /// <param name="batch">The results, if every item has one.</param>
    /// <returns>False if the list is to be read as lists are in general; nothing has happened then that matters.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGetListHere(IReadOnlyList<TKey> keys, out StoreBatch<TValue> batch)
    {
        batch = default;
        int room = (int)BatchLimits.Aligned(_estimate.Room);
        int count = ItemList.SpanOf(keys).Length;
        if (count > Math.Min(BatchLimits.Items, _session.BatchBytes / room) || !_session.Pool.TryRent((nint)room * count, Tag, out RentedBuffer buffer, out _))
        {
            return false;
        }

        StoreResult<TValue>[] results = new StoreResult<TValue>[count];
        BatchArguments arguments = Gather(keys, 0, count, results, buffer, room);
        try
        {
            if (arguments.Count > 0)
            {
                BatchRunner.Run(_backend, _session.Telemetry.Calls, BatchVerb.Get, arguments);
            }

            // Objects that have outgrown their room are asked for alone, which may have to wait for memory.
            bool isWhole = DecodeAll(keys, results, arguments) == 0;
            batch = isWhole ? new StoreBatch<TValue>(results) : default;
            return isWhole;
        }
        finally
        {
            _session.Batches.Return(arguments);
        }
    }
}
