using System.ComponentModel;
using System.Runtime.CompilerServices;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>
/// A run of bytes whose bounds were checked once, by <see cref="StoreWriter.TryTake"/> or <see cref="StoreReader.TryTake"/>.
/// For generated code: offsets are constants inside the run and are not checked again.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct StoreRun
{
    private readonly ref byte _start;

    /// <summary>A run that starts at a byte.</summary>
    /// <param name="start">The first byte.</param>
    internal StoreRun(ref byte start) => _start = ref start;

    /// <summary>Writes a value's memory image.</summary>
    /// <typeparam name="T">A type without references and without padding.</typeparam>
    /// <param name="offset">In bytes from the start of the run.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(int offset, T value)
    {
        ReferenceFree<T>.Demand();
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref _start, offset), value);
    }

    /// <summary>Reads a value from its memory image.</summary>
    /// <typeparam name="T">A type without references, every bit pattern of which is a value.</typeparam>
    /// <param name="offset">In bytes from the start of the run.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read<T>(int offset)
    {
        ReferenceFree<T>.Demand();
        return Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref _start, offset));
    }

    /// <summary>Writes a value in the form defined by its image.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TImage">The form of its bytes.</typeparam>
    /// <param name="offset">In bytes from the start of the run.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<T, TImage>(int offset, in T value)
        where TImage : struct, IStoreImage<T>
    {
        TImage.Put(ref Unsafe.Add(ref _start, offset), in value);
    }

    /// <summary>Reads a value in the form defined by its image.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TImage">The form of its bytes.</typeparam>
    /// <param name="offset">In bytes from the start of the run.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if the bytes are not a value of the type.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet<T, TImage>(int offset, out T value)
        where TImage : struct, IStoreImage<T>
    {
        return TImage.TryGet(ref Unsafe.Add(ref _start, offset), out value);
    }
}
