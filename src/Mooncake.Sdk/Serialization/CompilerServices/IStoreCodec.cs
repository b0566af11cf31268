using System.ComponentModel;
using MemoryPack;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// How values of a type are encoded. Codecs are empty structs combined as type arguments, so the JIT compiles each combination to
/// specialized code: nothing is looked up, registered or allocated. Named by generated code.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStoreCodec<T> : IStoreWire
{
    /// <summary>True if every value has <see cref="IStoreWire.MinSize"/> bytes, and at least one.</summary>
    static abstract bool IsFixedSize { get; }

    /// <summary>True if the memory of values equals the format: arrays are written as one copy.</summary>
    static abstract bool IsBlock { get; }

    /// <summary>
    /// True if every bit pattern of <see cref="IStoreWire.MinSize"/> bytes is a value: arrays of blocks are read as one copy, or borrowed.
    /// </summary>
    static abstract bool IsTotal { get; }

    /// <summary>Adds the exact number of bytes that <see cref="TryWrite"/> will write.</summary>
    /// <param name="sizer">The sizer; contains the error if the method returns false.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if the value cannot be written.</returns>
    static abstract bool TryMeasure(ref StoreSizer sizer, in T value);

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The destination; contains the error if the method returns false.</param>
    /// <param name="value">The value, as it was measured.</param>
    /// <returns>False if the value does not fit or cannot be written.</returns>
    static abstract bool TryWrite(ref StoreWriter writer, in T value);

    /// <summary>Reads a value.</summary>
    /// <param name="reader">The source; contains the error if the method returns false.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if the bytes are not a value of the type.</returns>
    static abstract bool TryRead(ref StoreReader reader, out T value);

    /// <summary>MemoryPack's formatter for the type, if the codec uses one; otherwise null.</summary>
    static virtual MemoryPackFormatter<T>? Formatter => null;
}
