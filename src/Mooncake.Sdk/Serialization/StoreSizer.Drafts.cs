using System.ComponentModel;
using System.Runtime.CompilerServices;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Serialization;

/// <content>Values of drafts, whose payload is not a member's value but memory that the object surrounds.</content>
public ref partial struct StoreSizer
{
    /// <summary>A sizer for the value of a draft; keeps the bytes that MemoryPack writes.</summary>
    /// <param name="payloadBytes">The size of the payload in bytes.</param>
    private StoreSizer(long payloadBytes)
        : this(depth: 0) => _draft = payloadBytes + 1;

    /// <summary>A sizer for the slots of a draft's value.</summary>
    /// <param name="depth">The level.</param>
    /// <param name="parts">The parts that were already measured, or null.</param>
    /// <param name="part">The index of the first one that counts.</param>
    /// <param name="payloadBytes">The size of the payload in bytes, or -1 if the value is not a draft's.</param>
    internal StoreSizer(int depth, MeasuredParts? parts, int part, long payloadBytes)
        : this(depth, parts, part) => _draft = payloadBytes + 1;

    /// <summary>True if the member that follows is the payload of a draft.</summary>
    /// <param name="depth">The level of the draft's value: 1 if values of its type can contain objects, otherwise 0.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsDraft(int depth) => _draft != 0 && _depth == depth;

    /// <summary>Adds a draft's payload and its length.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="elements">The number of elements that the value's own member has: 0, because they are in the draft's memory.</param>
    /// <returns>False if there are any.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryAddPayload<T, TCodec>(int elements)
        where TCodec : struct, IStoreCodec<T>
    {
        HasPayload = TCodec.IsBlock && TCodec.IsTotal;
        HasOwnPayload = elements != 0;
        Size += sizeof(int) + _draft - 1;
        return !HasOwnPayload || Fail(StoreErrorCode.ValueNotEncodable);
    }

    /// <summary>A sizer for the value of a draft.</summary>
    /// <param name="payloadBytes">The size of the payload in bytes.</param>
    internal static StoreSizer OfDraft(long payloadBytes) => new(payloadBytes);
}
