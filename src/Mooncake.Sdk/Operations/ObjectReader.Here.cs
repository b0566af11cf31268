using System.Runtime.CompilerServices;
using Mooncake.Buffers;

namespace Mooncake.Operations;

/// <content>Small objects of an engine that takes any memory: read to the stack, and no buffer is rented, which would cost a fifth of the read.</content>
internal sealed unsafe partial class ObjectReader<TKey, TValue, TDecoder>
{
    /// <summary>Reads one object that is expected to fit.</summary>
    /// <param name="key">The key.</param>
    /// <param name="result">The result, if there is one.</param>
    /// <returns>False if the call is to be made with a rental, whatever the reason; nothing has happened then that matters.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGetHere(in TKey key, out StoreResult<TValue> result)
    {
        byte* memory = stackalloc byte[RentalLayout.StackBytes];
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
}
