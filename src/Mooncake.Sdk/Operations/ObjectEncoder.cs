namespace Mooncake.Operations;

/// <summary>How values become the bytes of objects. Thread-safe. A class for the same reason as <see cref="ObjectDecoder{TKey, TValue}"/>.</summary>
/// <typeparam name="TValue">The values' type.</typeparam>
/// <param name="name">What the values are called in errors and metrics.</param>
internal abstract class ObjectEncoder<TValue>(string name)
{
    /// <summary>What the values are called in errors and metrics.</summary>
    internal string Name { get; } = name;

    /// <summary>The exact size of a value's object.</summary>
    /// <param name="value">The value.</param>
    /// <param name="size">The size in bytes.</param>
    /// <returns>Why the value cannot be written, if it cannot. What the value's own code throws is such a reason; this method does not throw.</returns>
    internal abstract WriteFault Measure(in TValue value, out int size);

    /// <summary>Writes a value's object.</summary>
    /// <param name="value">The value, as it was measured.</param>
    /// <param name="key">The key's bytes, without NUL.</param>
    /// <param name="destination">Exactly as long as was measured.</param>
    /// <returns>Why the value cannot be written, if it cannot; then the destination's content is undefined. This method does not throw.</returns>
    internal abstract WriteFault Encode(in TValue value, ReadOnlySpan<byte> key, Span<byte> destination);
}
