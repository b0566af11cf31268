using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// The fields of a struct without references, from which the padding between them is determined at run time. Implemented by generated code.
/// </summary>
/// <typeparam name="T">The struct.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStoreLayout<T>
{
    /// <summary>The bytes of all fields together, without padding; negative if fields may overlap.</summary>
    static abstract int DataSize { get; }

    /// <summary>The fields' encodings in the fingerprint's notation.</summary>
    static abstract string WireType { get; }

    /// <summary>Marks each field's bytes.</summary>
    /// <param name="value">A value, for the addresses of its fields.</param>
    /// <param name="marker">Records the fields.</param>
    static abstract void Mark(ref T value, ref LayoutMarker marker);

    /// <summary>True if any bytes are a value.</summary>
    static virtual bool IsTotal => true;

    /// <summary>Checks whether the bytes that were copied into a value are a value of the type.</summary>
    /// <param name="value">The value.</param>
    static virtual bool IsValid(ref T value) => true;
}
