using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// The memory of a struct whose fields are known: a copy, with its padding written as zero. Its fields are not validated.
/// </summary>
/// <typeparam name="T">A struct without references.</typeparam>
/// <typeparam name="TLayout">Its fields.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LayoutImage<T, TLayout> : IStoreImage<T>
    where TLayout : struct, IStoreLayout<T>
{
    /// <inheritdoc/>
    public static bool IsBlock => TLayout.DataSize == Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public static bool IsTotal => TLayout.IsTotal;

    /// <inheritdoc/>
    public static string WireType => TLayout.WireType;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte destination, in T value)
    {
        RawImage<T>.Put(ref destination, in value);
        if (!IsBlock)
        {
            ClearPadding(ref destination);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(ref byte source, out T value)
    {
        _ = RawImage<T>.TryGet(ref source, out value);
        if (TLayout.IsTotal || TLayout.IsValid(ref value))
        {
            return true;
        }

        value = default!;
        return false;
    }

    private static void ClearPadding(ref byte destination)
    {
        foreach ((int offset, int length) in Padding.Gaps)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, offset), length).Clear();
        }
    }

    // A separate class, so that structs without padding never use it.
    private static class Padding
    {
        internal static readonly (int Offset, int Length)[] Gaps = FindGaps();

        private static (int Offset, int Length)[] FindGaps()
        {
            T probe = default!;
            bool[] isData = new bool[Unsafe.SizeOf<T>()];
            LayoutMarker marker = new(ref Unsafe.As<T, byte>(ref probe), isData);
            TLayout.Mark(ref probe, ref marker);

            List<(int Offset, int Length)> gaps = [];
            for (int start = 0; start < isData.Length;)
            {
                int end = start + 1;
                while (end < isData.Length && isData[end] == isData[start])
                {
                    end++;
                }

                if (!isData[start])
                {
                    gaps.Add((start, end - start));
                }

                start = end;
            }

            return [.. gaps];
        }
    }
}
