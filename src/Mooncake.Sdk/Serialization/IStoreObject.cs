using System.ComponentModel;

namespace Mooncake.Serialization;

/// <summary>
/// How values of a type are measured, written and read in the MemoryPack binary format. Implemented by generated code on
/// types marked <c>[StoreKey]</c>, <c>[StoreObject]</c> or <c>[StoreUnion]</c>.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IStoreObject<TSelf>
{
    /// <summary>The constants of the encoding: fingerprints, size.</summary>
    static abstract StoreShape Shape { get; }

    /// <summary>Adds the exact number of bytes that <see cref="TryWrite"/> will write.</summary>
    /// <param name="sizer">The sizer; contains the error if the method returns false.</param>
    /// <param name="value">The value; null is written as the format's null.</param>
    /// <returns>False if the value cannot be written.</returns>
    static abstract bool TryMeasure(ref StoreSizer sizer, in TSelf? value);

    /// <summary>Writes the value.</summary>
    /// <param name="writer">The destination, never overrun, contains the error if the method returns false.</param>
    /// <param name="value">The value, as it was measured.</param>
    /// <returns>False if the value does not fit: it changed since it was measured.</returns>
    static abstract bool TryWrite(ref StoreWriter writer, in TSelf? value);

    /// <summary>Reads a value.</summary>
    /// <param name="reader">The source, never overrun, contains the error if the method returns false.</param>
    /// <param name="value">The value; null for the format's null.</param>
    /// <returns>False if the bytes are not a value of this type.</returns>
    static abstract bool TryRead(ref StoreReader reader, out TSelf? value);

    /// <summary>Writes the value with MemoryPack. Implemented by types whose <see cref="StoreShape.IsPacked"/> is true.</summary>
    /// <param name="buffer">The destination.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="NotSupportedException">MemoryPack does not serialize the type.</exception>
    static virtual void Pack(MemoryPackBuffer buffer, in TSelf? value) => throw new NotSupportedException();
}
