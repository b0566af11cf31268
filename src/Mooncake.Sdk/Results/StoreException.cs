namespace Mooncake;

/// <summary>
/// Thrown by <see cref="MooncakeStore.OpenAsync(string, CancellationToken)"/>, by the enumeration of a listing, and by
/// <c>GetValueOrThrow</c> and <c>ThrowIfFailed</c> for callers that prefer an exception.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>Wraps an error.</summary>
    /// <param name="error">The error; its message becomes the exception's.</param>
    public StoreException(StoreError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message, error.Exception) => Error = error;

    /// <summary>Wraps the error of one item of a batch.</summary>
    /// <param name="message">What happened to the batch.</param>
    /// <param name="error">The error of the first item that failed.</param>
    internal StoreException(string message, StoreError error)
        : base(message, error.Exception) => Error = error;

    /// <summary>The error; of a batch, that of the first item that failed.</summary>
    public StoreError Error { get; }
}
