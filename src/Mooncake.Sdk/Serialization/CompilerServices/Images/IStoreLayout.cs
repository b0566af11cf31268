using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>The fields of a struct without references, named so that the padding between them is found at run time. Implemented by generated code.</summary>
/// <typeparam name="T">The struct.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStoreLayout<T>
{
    /// <summary>The bytes of all fields together, without padding; negative where fields may lie over each other.</summary>
    static abstract int DataSize { get; }

    /// <summary>The fields' encodings in the fingerprint's notation.</summary>
    static abstract string WireType { get; }

    /// <summary>Marks each field's bytes.</summary>
    /// <param name="value">A value, for the places of its fields.</param>
    /// <param name="marker">Takes the fields.</param>
    static abstract void Mark(ref T value, ref LayoutMarker marker);

    /// <summary>True if any bytes are a value.</summary>
    static virtual bool IsTotal => true;

    /// <summary>Whether the bytes that were copied into a value are one.</summary>
    /// <param name="value">The value.</param>
    static virtual bool IsValid(ref T value) => true;
}
