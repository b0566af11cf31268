using System.Buffers;

namespace Mooncake.Keys;

/// <summary>A key's UTF-8 text with its NUL, on the stack where it fits, else in a pooled array; returned on dispose.</summary>
internal ref struct KeyScratch
{
    /// <summary>Room that callers set aside on the stack, in bytes: most keys fit.</summary>
    internal const int StackCapacity = 512;

    private byte[]? _rented;

    private KeyScratch(Span<byte> withNul, byte[]? rented)
    {
        WithNul = withNul;
        _rented = rented;
    }

    /// <summary>The text and the NUL behind it.</summary>
    internal Span<byte> WithNul { get; private set; }

    /// <summary>The text's length in bytes, NUL not counted.</summary>
    internal readonly int Length => WithNul.Length - 1;

    /// <summary>Formats a key.</summary>
    /// <param name="key">The parts.</param>
    /// <param name="stack">Room on the caller's stack.</param>
    /// <param name="maxBytes">The longest key allowed.</param>
    /// <param name="text">The text; to be disposed.</param>
    /// <returns><see cref="StoreErrorCode.Ok"/>, or why the key cannot be written.</returns>
    internal static StoreErrorCode Format<TKey>(in TKey key, Span<byte> stack, int maxBytes, out KeyScratch text)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreErrorCode code = KeyFormat.Into(in key, stack[..Math.Min(stack.Length, maxBytes + 1)], out int length);
        if (code != StoreErrorCode.KeyTooLong || maxBytes < stack.Length)
        {
            text = new KeyScratch(code == StoreErrorCode.Ok ? stack[..(length + 1)] : default, null);
            return code;
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(maxBytes + 1);
        code = KeyFormat.Into(in key, rented.AsSpan(0, maxBytes + 1), out length);
        text = new KeyScratch(code == StoreErrorCode.Ok ? rented.AsSpan(0, length + 1) : default, rented);
        return code;
    }

    /// <summary>Gives the array back, if there is one.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
            WithNul = default;
        }
    }
}
