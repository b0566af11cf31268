using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// An array of two to four dimensions: a byte, rank + 1; the dimensions; <c>[count][elements]</c>, with the last index varying fastest;
/// <c>FF</c> is null.
/// </summary>
/// <typeparam name="TArray">The array's type.</typeparam>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GridWire<TArray, T, TCodec> : IStoreWire
    where TArray : class
    where TCodec : struct, IStoreCodec<T>
{
    private static readonly int Rank = typeof(TArray).GetArrayRank();

    /// <inheritdoc/>
    public static int MinSize => 1;

    /// <inheritdoc/>
    public static string WireType => $"[{new string(',', Rank - 1)}{TCodec.WireType}]";

    /// <inheritdoc/>
    public static bool IsUtf16 => TCodec.IsUtf16;

    /// <inheritdoc/>
    public static bool TryRegister() => MemoryPackFormatters.TryEnsure<T, TCodec>();

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader)
    {
        if (!reader.TryReadExactHeader((byte)(Rank + 1), out bool isNull) || isNull)
        {
            return isNull;
        }

        // A dimension of zero makes the product zero, but large other dimensions would still be allocated.
        long product = 1;
        long productOfNonZero = 1;
        for (int i = 0; i < Rank; i++)
        {
            if (!reader.TryTake(sizeof(int), out StoreRun run))
            {
                return false;
            }

            int length = run.Read<int>(0);
            productOfNonZero *= Math.Max(length, 1);
            if (length < 0 || productOfNonZero > Array.MaxLength)
            {
                return reader.Fail(StoreErrorCode.MalformedLength);
            }

            product *= length;
        }

        StoreReader elements = reader;
        return elements.TryReadLength(TCodec.MinSize, out int total) && total == product
            ? Sequence.TrySkip<T, TCodec>(ref reader)
            : reader.Fail(StoreErrorCode.MalformedLength);
    }
}
