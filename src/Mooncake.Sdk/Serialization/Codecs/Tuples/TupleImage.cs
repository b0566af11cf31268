using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>Items of value tuples without references, at the places that the runtime gave them.</summary>
internal static class TupleImage
{
    /// <summary>Writes an item at its place.</summary>
    /// <typeparam name="TTuple">The tuple.</typeparam>
    /// <typeparam name="T">The item's type.</typeparam>
    /// <typeparam name="TCodec">How it is encoded.</typeparam>
    /// <param name="writer">Where to; the tuple's bytes were written as zeros.</param>
    /// <param name="start">Where the tuple starts.</param>
    /// <param name="tuple">The tuple.</param>
    /// <param name="item">The item inside it.</param>
    internal static bool TryWrite<TTuple, T, TCodec>(ref StoreWriter writer, int start, in TTuple tuple, in T item)
        where TCodec : struct, IStoreCodec<T>
    {
        writer.Seek(start + OffsetOf(in tuple, in item));
        return TCodec.TryWrite(ref writer, in item);
    }

    /// <summary>Reads an item from its place.</summary>
    /// <typeparam name="TTuple">The tuple.</typeparam>
    /// <typeparam name="T">The item's type.</typeparam>
    /// <typeparam name="TCodec">How it is encoded.</typeparam>
    /// <param name="reader">Where from; the tuple's bytes were checked to be there.</param>
    /// <param name="start">Where the tuple starts.</param>
    /// <param name="tuple">The tuple.</param>
    /// <param name="item">The item inside it.</param>
    internal static bool TryRead<TTuple, T, TCodec>(ref StoreReader reader, int start, ref TTuple tuple, ref T item)
        where TCodec : struct, IStoreCodec<T>
    {
        reader.Seek(start + OffsetOf(in tuple, in item));
        return TCodec.TryRead(ref reader, out item);
    }

    private static int OffsetOf<TTuple, T>(in TTuple tuple, in T item)
    {
        return (int)Unsafe.ByteOffset(
            ref Unsafe.As<TTuple, byte>(ref Unsafe.AsRef(in tuple)),
            ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in item)));
    }
}
