namespace Mooncake;

/// <summary>
/// An object that is not stored yet, in registered memory of the store: write the payload directly there, then put it. The payload is not
/// copied. Created by a set's <c>CreateDraftAsync</c>; dispose it in every case.
/// </summary>
/// <remarks>
/// A draft owns its memory until it is put or disposed; registered memory is limited, so do either soon. <see cref="PutAsync"/> ends the
/// draft, whatever the result: the memory returns to the store when the native call has ended, even if the caller was answered before.
/// After that, and after disposal, <see cref="Payload"/> throws; a span that was taken before must no longer be used. A draft that is
/// neither put nor disposed keeps its memory until the store is closed, and closing reports it. For one thread at a time.
/// </remarks>
/// <typeparam name="T">The stored type.</typeparam>
/// <typeparam name="TElement">The type of the payload's elements.</typeparam>
public abstract class StoreDraft<T, TElement> : IDisposable
    where TElement : unmanaged
{
    /// <summary>Only the SDK derives from this class.</summary>
    private protected StoreDraft()
    {
    }

    /// <summary>
    /// The payload: as many elements as the draft was created for, with undefined content. Write all of them before the put. Throws once
    /// the draft was put or disposed; the address of the memory does not change.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The draft was put or disposed.</exception>
    public abstract Memory<TElement> Payload { get; }

    /// <summary>
    /// The members other than the payload, whose own member is empty or null here. May be set, to a value with the same key, until the put:
    /// <c>draft.Value = draft.Value with { Tokens = 12 }</c>. Together, the other members may become 256 bytes larger than at creation.
    /// </summary>
    /// <exception cref="ArgumentException">The value is null, has another key, or has a payload of its own.</exception>
    /// <exception cref="ObjectDisposedException">The draft was put or disposed.</exception>
    public abstract T Value { get; set; }

    /// <summary>
    /// Writes the other members and the trailer around the payload, and stores the object, as a put of the same value would. Ends the
    /// draft, unless <paramref name="cancellationToken"/> was already cancelled.
    /// </summary>
    /// <param name="options">
    /// Replication, pins, expiry, and what happens to an existing object; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Done, also if an existing object was kept (<see cref="StoreResult.WasKept"/>); or failed: with
    /// <see cref="StoreErrorCode.BufferTooSmall"/> if the other members have grown too much since the draft was created.
    /// </returns>
    /// <exception cref="InvalidOperationException">The draft was already put, or the value's key or payload was changed.</exception>
    /// <exception cref="ObjectDisposedException">The draft or the store was disposed.</exception>
    public abstract ValueTask<StoreResult> PutAsync(PutOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the memory, unless the draft was put. Only the first call has an effect; thread-safe.</summary>
    public void Dispose()
    {
        Discard();
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns the memory, unless the draft was put.</summary>
    private protected abstract void Discard();
}
