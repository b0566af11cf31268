using Mooncake.Serialization;

namespace Mooncake.Operations;

/// <summary>
/// How values become the bytes of objects. Thread-safe. A class for the same reason as <see cref="ObjectDecoder{TKey, TValue}"/>.
/// </summary>
/// <typeparam name="TValue">The values' type.</typeparam>
/// <param name="name">What the values are called in errors and metrics.</param>
internal abstract unsafe class ObjectEncoder<TValue>(string name)
{
    /// <summary>What the values are called in errors and metrics.</summary>
    internal string Name { get; } = name;

    /// <summary>
    /// The room in bytes that most objects fit into, for encoders that learn an object's size only by writing it: then <see cref="Write"/>
    /// saves a copy. 0 for encoders that measure.
    /// </summary>
    internal virtual int UsualCapacity => 0;

    /// <summary>
    /// What a value's object takes in bytes, or objects usually take where only writing it would tell; 0 for a value that cannot be stored.
    /// </summary>
    internal virtual long Estimate(in TValue value)
    {
        PackageBuffer? bytes = null;
        WriteFault fault = Measure(in value, ref bytes, out int size);
        bytes?.Dispose();
        return fault.IsNone ? size : 0;
    }

    /// <summary>The exact size of a value's object.</summary>
    /// <param name="value">The value.</param>
    /// <param name="bytes">
    /// Gets the bytes of values that have to be written to be measured, behind those that it holds already; made where it is null and
    /// needed.
    /// The caller disposes it. Unchanged if there is a fault.
    /// </param>
    /// <param name="size">The size in bytes.</param>
    /// <returns>
    /// Why the value cannot be written, if it cannot. What the value's own code throws is such a reason; this method does not throw.
    /// </returns>
    internal abstract WriteFault Measure(in TValue value, ref PackageBuffer? bytes, out int size);

    /// <summary>Writes a value's object.</summary>
    /// <param name="value">The value, as it was measured.</param>
    /// <param name="bytes">The bytes that measuring the value has written; empty if it has written none.</param>
    /// <param name="key">The key's bytes, without NUL.</param>
    /// <param name="destination">Exactly as long as was measured.</param>
    /// <returns>
    /// Why the value cannot be written, if it cannot; then the destination's content is undefined. This method does not throw.
    /// </returns>
    internal abstract WriteFault Encode(in TValue value, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, Span<byte> destination);

    /// <summary>Writes a value's object without measuring it; only where <see cref="UsualCapacity"/> is not 0.</summary>
    /// <param name="value">The value.</param>
    /// <param name="key">The key's bytes, without NUL.</param>
    /// <param name="place">Memory for the object.</param>
    /// <param name="room">The memory's size in bytes: <see cref="UsualCapacity"/> as it was asked for, or more.</param>
    /// <param name="size">The object's size in bytes.</param>
    /// <param name="bytes">
    /// Null if the object lies in the memory. Else it does not fit, and these are the bytes for <see cref="Encode"/>; the caller disposes
    /// them.
    /// </param>
    /// <returns>Why the value cannot be written, if it cannot. This method does not throw.</returns>
    internal virtual WriteFault Write(in TValue value, ReadOnlySpan<byte> key, byte* place, int room, out int size, out PackageBuffer? bytes) =>
        throw new NotSupportedException();
}
