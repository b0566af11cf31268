using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Mooncake.Keys;

/// <summary>Regular expressions for keys, in the store's ECMAScript syntax. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class KeyPattern
{
    /// <summary>ECMAScript's syntax characters: any other character matches itself, as do the bytes of its UTF-8 form.</summary>
    private static readonly SearchValues<char> Syntax = SearchValues.Create(@"^$\.*+?()[]{}|");

    /// <summary>The pattern that matches the keys of a template with the same leading parts as a key.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of leading parts that the keys have in common: 0 or more, fewer than the template has.</param>
    /// <returns>
    /// The pattern, anchored at the key's beginning; a failure if one of the leading parts cannot be encoded, or if the keys have no common
    /// prefix.
    /// </returns>
    public static StoreResult<string> StartingWith<TKey>(in TKey key, int parts)
        where TKey : struct, IStoreKey<TKey> =>
        TryFormatPrefix(in key, parts, out string prefix, out StoreError? error)
            ? StoreResult<string>.Found(StartingWith<TKey>(prefix, parts))
            : StoreResult<string>.Failed(error);

    /// <summary>The pattern that matches the keys of a template that begin with a prefix.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <param name="prefix">The prefix, not empty.</param>
    /// <param name="parts">The number of leading parts in it.</param>
    internal static string StartingWith<TKey>(string prefix, int parts)
        where TKey : struct, IStoreKey<TKey> => "^" + Escape(prefix) + TKey.PatternBehind(parts);

    /// <summary>Writes the common prefix of keys of a template.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of leading parts.</param>
    /// <param name="prefix">The common prefix.</param>
    /// <param name="error">Why there is none.</param>
    internal static bool TryFormatPrefix<TKey>(in TKey key, int parts, out string prefix, [NotNullWhen(false)] out StoreError? error)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreErrorCode code = KeyText.FormatPrefix(in key, parts, out prefix);
        error = code != StoreErrorCode.Ok ? KeyErrors.PrefixNotEncodable(code, TKey.Template, StoreOperation.Remove)
            : prefix.Length == 0 ? KeyErrors.PrefixEmpty(TKey.Template)
            : null;
        return error is null;
    }

    /// <summary>A pattern that matches exactly a text.</summary>
    /// <param name="text">Any text without control characters, which keys do not contain.</param>
    internal static string Escape(string text)
    {
        ReadOnlySpan<char> rest = text;
        int next = rest.IndexOfAny(Syntax);
        if (next < 0)
        {
            return text;
        }

        StringBuilder pattern = new(text.Length + 8);
        for (; next >= 0; next = rest.IndexOfAny(Syntax))
        {
            pattern.Append(rest[..next]).Append('\\').Append(rest[next]);
            rest = rest[(next + 1)..];
        }

        return pattern.Append(rest).ToString();
    }
}
