namespace Mooncake.Buffers;

/// <summary>Waits for a buffer without a task, and so without a thread of the thread pool.</summary>
internal interface IRentReceiver
{
    /// <summary>
    /// Takes the outcome. Called once, on whatever thread made it possible: that of another caller who returned a buffer, that of the
    /// registrar, that of the deadlines. Hands the news on, and neither blocks nor throws.
    /// </summary>
    /// <param name="rented">The buffer, or why there is none.</param>
    void Receive(StoreResult<RentedBuffer> rented);
}
