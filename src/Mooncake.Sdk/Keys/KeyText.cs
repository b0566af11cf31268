using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Mooncake.Keys;

/// <summary>Converts keys to strings and back, for logs, tools and tests. The store itself uses UTF-8. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class KeyText
{
    /// <summary>Most keys are shorter than this many bytes.</summary>
    private const int StackLimit = 256;

    /// <summary>Requests the whole key, not a prefix of it.</summary>
    private const int WholeKey = -1;

    /// <summary>The key's text, or a remark in angle brackets if it has none. Never throws.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <param name="key">The key.</param>
    public static string ToText<TKey>(in TKey key)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreErrorCode error = Format(in key, WholeKey, out string text);
        return error == StoreErrorCode.Ok ? text : $"<{typeof(TKey).Name}: {error}>";
    }

    /// <summary>Parses a key's text.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <param name="text">The canonical text.</param>
    /// <returns>The parts, or a failure with <see cref="StoreErrorCode.KeyNotCanonical"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static StoreResult<TKey> Parse<TKey>(string text)
        where TKey : struct, IStoreKey<TKey>
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out TKey key)
            ? StoreResult<TKey>.Found(key)
            : StoreResult<TKey>.Failed(KeyErrors.NotCanonical(text, TKey.Template));
    }

    /// <summary>Parses a key's text.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <param name="text">The canonical text, or null, which is not a key.</param>
    /// <param name="key">The parts.</param>
    public static bool TryParse<TKey>([NotNullWhen(true)] string? text, out TKey key)
        where TKey : struct, IStoreKey<TKey>
    {
        key = default;
        if (text is null)
        {
            return false;
        }

        int size = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = size > StackLimit ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> buffer = rented ?? stackalloc byte[StackLimit];
        bool isKey = Utf8.FromUtf16(text, buffer, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done
            && TKey.TryParse(buffer[..written], out key);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return isKey;
    }

    /// <summary>A prefix of the key's text, as <see cref="IStoreKey{TSelf}.TryFormatPrefix"/> writes it.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of parts.</param>
    /// <param name="text">The text, or empty on an error.</param>
    /// <returns>Ok, or why there is no such text.</returns>
    internal static StoreErrorCode FormatPrefix<TKey>(in TKey key, int parts, out string text)
        where TKey : struct, IStoreKey<TKey>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        return Format(in key, parts, out text);
    }

    /// <summary>Formats into a buffer that grows until the text fits.</summary>
    private static StoreErrorCode Format<TKey>(in TKey key, int parts, out string text)
        where TKey : struct, IStoreKey<TKey>
    {
        Span<byte> stack = stackalloc byte[StackLimit];
        StoreErrorCode error = FormatInto(stack, in key, parts, out text);
        for (int size = 2 * StackLimit; error == StoreErrorCode.KeyTooLong && size > 0; size *= 2)
        {
            byte[] rented = ArrayPool<byte>.Shared.Rent(size);
            error = FormatInto(rented, in key, parts, out text);
            ArrayPool<byte>.Shared.Return(rented);
        }

        return error;
    }

    private static StoreErrorCode FormatInto<TKey>(Span<byte> destination, in TKey key, int parts, out string text)
        where TKey : struct, IStoreKey<TKey>
    {
        KeyWriter writer = new(destination);
        bool isWritten = parts == WholeKey ? TKey.TryFormat(ref writer, in key) : TKey.TryFormatPrefix(ref writer, in key, parts);
        text = isWritten ? Encoding.UTF8.GetString(destination[..writer.Written]) : string.Empty;
        return writer.Error;
    }
}
