using Mooncake.Serialization;

namespace Mooncake.Operations;

/// <summary>
/// Converts values to the bytes of objects. Thread-safe. A class for the same reason as <see cref="ObjectDecoder{TKey, TValue}"/>.
/// </summary>
/// <typeparam name="TValue">The values' type.</typeparam>
/// <param name="name">The name of the values in errors and metrics.</param>
internal abstract unsafe class ObjectEncoder<TValue>(string name)
{
    /// <summary>The name of the values in errors and metrics.</summary>
    internal string Name { get; } = name;

    /// <summary>
    /// The buffer size in bytes that is enough for most objects, for encoders that learn an object's size only by writing it: then
    /// <see cref="Write"/> saves a copy. 0 for encoders that measure.
    /// </summary>
    internal virtual int UsualCapacity => 0;

    /// <summary>
    /// The size of a value's object in bytes, or the usual size if only writing it would determine it; 0 for a value that cannot be stored.
    /// </summary>
    internal virtual long Estimate(in TValue value)
    {
        MemoryPackBuffer? bytes = null;
        WriteFault fault = Measure(in value, ref bytes, out int size);
        bytes?.Dispose();
        return fault.IsNone ? size : 0;
    }

    /// <summary>The exact size of a value's object.</summary>
    /// <param name="value">The value.</param>
    /// <param name="bytes">
    /// Receives the bytes of values that must be written to be measured, after those that it already contains; created if it is null and
    /// needed. The caller disposes it. Unchanged if there is a fault.
    /// </param>
    /// <param name="size">The size in bytes.</param>
    /// <returns>
    /// The reason if the value cannot be written. An exception from the value's own code is such a reason; this method does not throw.
    /// </returns>
    internal abstract WriteFault Measure(in TValue value, ref MemoryPackBuffer? bytes, out int size);

    /// <summary>Writes a value's object.</summary>
    /// <param name="value">The value, as it was measured.</param>
    /// <param name="bytes">The bytes that measuring the value has written; empty if there are none.</param>
    /// <param name="key">The key's bytes, without NUL.</param>
    /// <param name="destination">Exactly as long as was measured.</param>
    /// <returns>
    /// The reason if the value cannot be written; then the destination's content is undefined. This method does not throw.
    /// </returns>
    internal abstract WriteFault Encode(in TValue value, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, Span<byte> destination);

    /// <summary>Writes a value's object without measuring it; only if <see cref="UsualCapacity"/> is not 0.</summary>
    /// <param name="value">The value.</param>
    /// <param name="key">The key's bytes, without NUL.</param>
    /// <param name="place">Memory for the object.</param>
    /// <param name="room">The memory's size in bytes: the value of <see cref="UsualCapacity"/>, or more.</param>
    /// <param name="size">The object's size in bytes.</param>
    /// <param name="bytes">
    /// Null if the object is in the memory. Otherwise it does not fit, and these are the bytes for <see cref="Encode"/>; the caller
    /// disposes them.
    /// </param>
    /// <returns>The reason if the value cannot be written. This method does not throw.</returns>
    internal virtual WriteFault Write(
        in TValue value, ReadOnlySpan<byte> key, byte* place, int room, out int size, out MemoryPackBuffer? bytes) =>
        throw new NotSupportedException();
}
