using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Mooncake.Keys;

namespace Mooncake;

/// <summary>
/// The outcome of an operation with a value: found, missing or failed, which the type distinguishes. <c>default</c> is a failure.
/// A miss allocates one small object, which records the key for the message of an exception.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct StoreResult<T> : IEquatable<StoreResult<T>>
{
    private readonly T _value;

    // A mark, or the error; null in the default, which is a failure.
    private readonly object? _end;

    private StoreResult(T value, object end)
    {
        _value = value;
        _end = end;
    }

    /// <summary>No object has this key.</summary>
    public static StoreResult<T> Missing => new(default!, ResultMark.Missing);

    /// <summary>How the operation ended: found, missing or failed.</summary>
    public StoreStatus Status => IsFound ? StoreStatus.Found : IsMissing ? StoreStatus.Missing : StoreStatus.Failed;

    /// <summary>True if there is a value.</summary>
    public bool IsFound => ReferenceEquals(_end, ResultMark.Found);

    /// <summary>True if no object has this key.</summary>
    public bool IsMissing => _end is MissingMark;

    /// <summary>True if the operation failed; then <see cref="Error"/> says why.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsFailed => !IsFound && !IsMissing;

    /// <summary>Why the operation failed, or null if it did not (a miss is not a failure).</summary>
    public StoreError? Error => IsFailed ? Unsafe.As<StoreError>(_end) ?? StoreErrors.Unfilled : null;

    /// <summary>Creates a result with a value.</summary>
    /// <param name="value">The value.</param>
    public static StoreResult<T> Found(T value) => new(value, ResultMark.Found);

    /// <summary>No object has this key.</summary>
    /// <param name="key">The key, for the message of <see cref="GetValueOrThrow"/>'s exception.</param>
    internal static StoreResult<T> MissingAt<TKey>(in TKey key)
        where TKey : struct, IStoreKey<TKey> => new(default!, new MissingMark<TKey>(key));

    /// <summary>Creates a failed result.</summary>
    /// <param name="error">The reason.</param>
    public static StoreResult<T> Failed(StoreError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(default!, error);
    }

    /// <summary>Gets the value, if there is one.</summary>
    /// <param name="value">The value, or its type's default.</param>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsFound;
    }

    /// <summary>Gets the value, or the error if there is one.</summary>
    /// <param name="value">The value, or its type's default.</param>
    /// <param name="error">Why the operation failed; null if there is a value or the object is missing.</param>
    public bool TryGetValue([MaybeNullWhen(false)] out T value, out StoreError? error)
    {
        value = _value;
        error = Error;
        return IsFound;
    }

    /// <summary>Returns the value, or a fallback if the object is missing or the operation failed.</summary>
    /// <param name="fallback">The fallback.</param>
    public T GetValueOrDefault(T fallback = default!) => IsFound ? _value : fallback;

    /// <summary>Returns the value, or throws if there is none.</summary>
    /// <exception cref="StoreException">The object is missing, or the operation failed.</exception>
    public T GetValueOrThrow() =>
        IsFound ? _value : throw new StoreException(Error ?? StoreErrors.NoValue(Unsafe.As<MissingMark>(_end)?.KeyText));

    /// <inheritdoc/>
    public bool Equals(StoreResult<T> other) =>
        (ReferenceEquals(_end, other._end) || (IsMissing && other.IsMissing)) && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StoreResult<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_value, IsMissing ? ResultMark.Missing : _end);

    /// <summary>Compares two results.</summary>
    public static bool operator ==(StoreResult<T> left, StoreResult<T> right) => left.Equals(right);

    /// <summary>Compares two results.</summary>
    public static bool operator !=(StoreResult<T> left, StoreResult<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => IsFailed ? Error.Message
        : !IsFound ? Status.ToString()
        : _value is StoreRemoval removal ? removal.ToString()
        : $"Found {_value}";
}
