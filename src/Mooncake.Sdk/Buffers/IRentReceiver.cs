namespace Mooncake.Buffers;

/// <summary>Receives a buffer without a task, and so without a thread of the thread pool.</summary>
internal interface IRentReceiver
{
    /// <summary>
    /// Receives the outcome. Called once, on the thread that made it possible: that of another caller who returned a buffer, that of the
    /// registrar, or the deadline thread. Passes the outcome on, and neither blocks nor throws.
    /// </summary>
    /// <param name="rented">The buffer, or why there is none.</param>
    void Receive(StoreResult<RentedBuffer> rented);
}
