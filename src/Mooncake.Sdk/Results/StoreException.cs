namespace Mooncake;

/// <summary>
/// Thrown by <see cref="MooncakeStore.OpenAsync(string, CancellationToken)"/>, and by <c>GetValueOrThrow</c> and <c>ThrowIfFailed</c> for
/// callers that want an exception instead of a result.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>Wraps an error.</summary>
    /// <param name="error">The error; its message becomes the exception's.</param>
    public StoreException(StoreError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message, error.Exception) => Error = error;

    /// <summary>The error.</summary>
    public StoreError Error { get; }
}
