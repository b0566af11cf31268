using System.Diagnostics.CodeAnalysis;

namespace Mooncake;

/// <summary>
/// A part of a <see cref="RegisteredBuffer"/>: the argument of the store's zero-copy operations, so that unregistered memory cannot be
/// passed to them. <c>default</c> is no memory and is rejected.
/// </summary>
public readonly struct RegisteredMemory : IEquatable<RegisteredMemory>
{
    private readonly nint _offset;

    /// <summary>Creates a part that was checked to be within the buffer.</summary>
    internal RegisteredMemory(RegisteredBuffer buffer, nint offset, nint length)
    {
        Buffer = buffer;
        _offset = offset;
        Length = length;
    }

    /// <summary>The buffer, or null for <c>default</c>.</summary>
    public RegisteredBuffer? Buffer { get; }

    /// <summary>The start of the part in its buffer, in bytes.</summary>
    public nint Offset => _offset;

    /// <summary>Size in bytes.</summary>
    public nint Length { get; }

    /// <summary>The address of the first byte. Valid until the buffer is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public unsafe nint Address => (nint)RequireBuffer().CheckedPointerTo(_offset);

    /// <summary>The bytes. The span must not be used after the buffer's <see cref="RegisteredBuffer.Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// This is <c>default</c>, or has more bytes than a span can hold (2 GiB): slice it.
    /// </exception>
    public unsafe Span<byte> Span => new(RequireBuffer().CheckedPointerTo(_offset), RequireSpanLength());

    /// <summary>
    /// The bytes, as memory that throws <see cref="ObjectDisposedException"/> if it is used after the buffer's
    /// <see cref="RegisteredBuffer.Dispose"/>. While it is pinned, the buffer is not freed.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// This is <c>default</c>, or has more bytes than a memory can hold (2 GiB): slice it.
    /// </exception>
    public Memory<byte> Memory
    {
        get
        {
            RegisteredBuffer buffer = RequireBuffer();
            ObjectDisposedException.ThrowIf(buffer.IsDisposed, buffer);
            return buffer.MemoryOf(_offset, RequireSpanLength());
        }
    }

    /// <summary>A slice of this part.</summary>
    /// <param name="offset">The start of the slice in this part, 0 to <see cref="Length"/>.</param>
    /// <param name="length">Its size in bytes, 0 or more, within this part.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not within this part.</exception>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public RegisteredMemory Slice(nint offset, nint length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        return RequireBuffer().Slice(_offset + offset, length);
    }

    /// <summary>
    /// Adds a reference to the buffer for an operation of a store; every success must be followed by one <see cref="Release"/>.
    /// </summary>
    /// <param name="owner">The identity of the store.</param>
    /// <returns>False if this is <c>default</c>, the buffer was disposed, or it is registered with another store.</returns>
    [MemberNotNullWhen(true, nameof(Buffer))]
    internal bool TryHold(object owner) => Buffer is not null && ReferenceEquals(Buffer.Owner, owner) && Buffer.TryAddReference();

    /// <summary>
    /// The first byte, for a caller with a reference (<see cref="TryHold"/>): valid until <see cref="Release"/>, even after disposal.
    /// </summary>
    internal unsafe byte* Pointer => Buffer!.PointerTo(_offset);

    /// <summary>Releases the reference added by <see cref="TryHold"/>.</summary>
    internal void Release() => Buffer!.ReleaseReference();

    /// <summary>Like <see cref="Release"/>, on a thread that may block.</summary>
    internal void ReleaseHere() => Buffer!.ReleaseReferenceHere();

    /// <inheritdoc/>
    public bool Equals(RegisteredMemory other) =>
        ReferenceEquals(Buffer, other.Buffer) && _offset == other._offset && Length == other.Length;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RegisteredMemory other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Buffer, _offset, Length);

    /// <summary>Compares two parts: the same bytes of the same buffer.</summary>
    public static bool operator ==(RegisteredMemory left, RegisteredMemory right) => left.Equals(right);

    /// <summary>Compares two parts.</summary>
    public static bool operator !=(RegisteredMemory left, RegisteredMemory right) => !left.Equals(right);

    private RegisteredBuffer RequireBuffer() =>
        Buffer ?? throw new InvalidOperationException("The value is default(RegisteredMemory); get memory from a RegisteredBuffer.");

    private int RequireSpanLength() => Length <= int.MaxValue
        ? (int)Length
        : throw new InvalidOperationException($"{Length} bytes do not fit into a span; slice the memory first.");
}
