using System.Collections;
using System.ComponentModel;
using System.Numerics;
using MemoryPack;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Registers formatters with MemoryPack, so that it never creates one by reflection and finds those of stored types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MemoryPackFormatters
{
    /// <summary>
    /// Registers a formatter for a type that has none: MemoryPack's own if the codec uses it, otherwise one that calls the codec. A
    /// formatter that the application has registered is kept.
    /// </summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <typeparam name="TCodec">How its values are encoded.</typeparam>
    /// <returns>False if the application has registered one of its own.</returns>
    public static bool TryEnsure<T, TCodec>()
        where TCodec : struct, IStoreCodec<T>
    {
        MemoryPackFormatter<T>? preferred = TCodec.Formatter;
        if (MemoryPackFormatterProvider.IsRegistered<T>())
        {
            object registered = default(MemoryPackReader).GetFormatter<T>();
            bool isTheirs = registered.GetType().Assembly == typeof(MemoryPackReader).Assembly;
            if (!isTheirs || !IsFaulty<T>())
            {
                return isTheirs || registered is IStoreFormatter;
            }
        }

        MemoryPackFormatterProvider.Register(preferred ?? new StoreFormatter<T, TCodec>());
        return true;
    }

    // MemoryPack 1.21.4 loses small BigIntegers and reads fields of BitArray that .NET 10 no longer has.
    private static bool IsFaulty<T>() => typeof(T) == typeof(BigInteger) || typeof(T) == typeof(BitArray);
}
