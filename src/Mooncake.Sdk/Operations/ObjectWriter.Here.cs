using System.Runtime.CompilerServices;

namespace Mooncake.Operations;

/// <content>Small objects of an engine that takes any memory: written on the stack, and no buffer is rented, which would cost a tenth of the put.</content>
internal sealed unsafe partial class ObjectWriter<TKey, TValue, TEncoder>
{
    /// <summary>Stores one object.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, as it was measured.</param>
    /// <param name="options">Replication and pins, or null for the default.</param>
    /// <param name="layout">The layout of a rental.</param>
    /// <param name="result">The result, if there is one.</param>
    /// <returns>False if the call is to be made with a rental; nothing has happened then.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryPutHere(in TKey key, in TValue value, PutOptions? options, RentalLayout layout, out StoreResult result)
    {
        byte* memory = stackalloc byte[RentalLayout.StackBytes];
        if (layout.RentalSize > RentalLayout.StackBytes || layout.WriteKey(in key, memory, out _) != StoreErrorCode.Ok)
        {
            result = default;
            return false;
        }

        StoreErrorCode code = _encoder.Encode(in value, layout.KeyTextOf(memory), new Span<byte>(memory, layout.ObjectRoom));
        result = code == StoreErrorCode.Ok
            ? Conclude(in key, StoreOperation.Put, PutFrom(options, in layout, memory), layout.ObjectRoom)
            : Refuse(code, StoreOperation.Put, in key);
        return true;
    }
}
