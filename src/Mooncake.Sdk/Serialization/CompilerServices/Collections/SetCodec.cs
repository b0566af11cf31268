using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// <c>HashSet</c>, <c>ISet</c> and <c>IReadOnlySet</c>: <c>[count][elements]</c>; -1 is null. Reading creates a <c>HashSet</c> with the
/// default comparer, in which equal elements become one.
/// </summary>
/// <typeparam name="TSet">The declared type, which <c>HashSet</c> implements.</typeparam>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SetCodec<TSet, T, TCodec> : IStoreCodec<TSet?>
    where TSet : class, IEnumerable<T>
    where TCodec : struct, IStoreCodec<T>
{
    /// <inheritdoc/>
    public static int MinSize => sizeof(int);

    /// <inheritdoc/>
    public static bool IsFixedSize => false;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => $"[{TCodec.WireType}]";

    /// <inheritdoc/>
    public static bool IsUtf16 => TCodec.IsUtf16;

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in TSet? value)
    {
        if (value is not HashSet<T> set || TCodec.IsFixedSize)
        {
            return Sequence.TryMeasure<T, TCodec>(ref sizer, value);
        }

        sizer.Add(sizeof(int));
        HashSet<T>.Enumerator elements = set.GetEnumerator();
        return Sequence.TryMeasure<T, TCodec, HashSet<T>.Enumerator>(ref sizer, ref elements);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in TSet? value)
    {
        if (value is null)
        {
            return writer.TryWriteLength(-1);
        }

        if (value is not HashSet<T> set)
        {
            return Sequence.TryWrite<T, TCodec>(ref writer, value);
        }

        int count = set.Count;
        HashSet<T>.Enumerator elements = set.GetEnumerator();
        return writer.TryWriteLength(count) && Sequence.TryWrite<T, TCodec, HashSet<T>.Enumerator>(ref writer, ref elements, count);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out TSet? value)
    {
        value = null;
        if (!reader.TryReadLength(TCodec.MinSize, out int length))
        {
            return false;
        }

        if (length < 0)
        {
            return true;
        }

        HashSet<T> set = new(length);
        for (int i = 0; i < length; i++)
        {
            if (!TCodec.TryRead(ref reader, out T element))
            {
                return false;
            }

            _ = set.Add(element);
        }

        value = Unsafe.As<HashSet<T>, TSet>(ref set);
        return true;
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => Sequence.TrySkip<T, TCodec>(ref reader);
}
