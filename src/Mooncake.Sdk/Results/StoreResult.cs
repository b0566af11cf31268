using System.Diagnostics.CodeAnalysis;

namespace Mooncake;

/// <summary>
/// The outcome of an operation without a value: done, found, missing or failed. <c>default</c> is a failure.
/// </summary>
public readonly struct StoreResult : IEquatable<StoreResult>
{
    private readonly StoreError? _error;

    private StoreResult(StoreStatus status, StoreError? error, bool wasKept = false)
    {
        Status = status;
        _error = error;
        WasKept = wasKept;
    }

    /// <summary>The operation succeeded.</summary>
    public static StoreResult Done => new(StoreStatus.Done, null);

    /// <summary>
    /// A put succeeded without storing: the key already had an object, which was kept. Equal to <see cref="Done"/>, except for
    /// <see cref="WasKept"/>.
    /// </summary>
    public static StoreResult Kept => new(StoreStatus.Done, null, wasKept: true);

    /// <summary>The object exists.</summary>
    public static StoreResult Found => new(StoreStatus.Found, null);

    /// <summary>No object has this key.</summary>
    public static StoreResult Missing => new(StoreStatus.Missing, null);

    /// <summary>How the operation ended.</summary>
    public StoreStatus Status { get; }

    /// <summary>True if the operation succeeded, or the object exists.</summary>
    public bool IsSuccess => Status is StoreStatus.Done or StoreStatus.Found;

    /// <summary>
    /// True if a put stored nothing, because the key already had an object, which was kept. The put is still
    /// <see cref="StoreStatus.Done"/>.
    /// </summary>
    /// <value>
    /// Always set by the embedded engine; set by the durable engine for a put with a time to live. On a cluster always false.
    /// </value>
    public bool WasKept { get; }

    /// <summary>True if the object exists.</summary>
    public bool IsFound => Status == StoreStatus.Found;

    /// <summary>True if no object has this key.</summary>
    public bool IsMissing => Status == StoreStatus.Missing;

    /// <summary>True if the operation failed; then <see cref="Error"/> says why.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsFailed => Status == StoreStatus.Failed;

    /// <summary>Why the operation failed, or null if it did not.</summary>
    public StoreError? Error => Status == StoreStatus.Failed ? _error ?? StoreErrors.Unfilled : null;

    /// <summary>Creates a failed result.</summary>
    /// <param name="error">The reason.</param>
    public static StoreResult Failed(StoreError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(StoreStatus.Failed, error);
    }

    /// <summary>Throws if the operation failed, for callers that prefer an exception. A missing object is not a failure.</summary>
    /// <exception cref="StoreException">The operation failed.</exception>
    public void ThrowIfFailed()
    {
        if (IsFailed)
        {
            throw new StoreException(Error);
        }
    }

    /// <inheritdoc/>
    public bool Equals(StoreResult other) => Status == other.Status && ReferenceEquals(_error, other._error);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StoreResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Status, _error);

    /// <summary>Compares two results.</summary>
    public static bool operator ==(StoreResult left, StoreResult right) => left.Equals(right);

    /// <summary>Compares two results.</summary>
    public static bool operator !=(StoreResult left, StoreResult right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => IsFailed ? Error.Message : WasKept ? nameof(Kept) : Status.ToString();
}
