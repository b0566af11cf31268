using System.Buffers;
using System.ComponentModel;
using System.Text;

namespace Mooncake.Keys;

/// <summary>Regular expressions for keys, in the ECMAScript that the store reads. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class KeyPattern
{
    /// <summary>ECMAScript's syntax characters: any other character stands for itself, and so do the bytes of its UTF-8 form.</summary>
    private static readonly SearchValues<char> Syntax = SearchValues.Create(@"^$\.*+?()[]{}|");

    /// <summary>The pattern that matches the keys that begin as a key does.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <param name="key">The key; only its leading parts count.</param>
    /// <param name="parts">How many leading parts the keys have in common: 0 or more, and fewer than the template has.</param>
    /// <returns>The pattern, anchored at the key's beginning; a failure if one of the leading parts cannot be encoded, or if the
    /// pattern would be empty and match every object in the store.</returns>
    public static StoreResult<string> StartingWith<TKey>(in TKey key, int parts)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreErrorCode code = KeyText.FormatPrefix(in key, parts, out string prefix);
        if (code != StoreErrorCode.Ok)
        {
            return StoreResult<string>.Failed(KeyErrors.PrefixNotEncodable(code, TKey.Template));
        }

        return prefix.Length == 0
            ? StoreResult<string>.Failed(KeyErrors.PrefixEmpty(TKey.Template))
            : StoreResult<string>.Found("^" + Escape(prefix));
    }

    /// <summary>Text as a pattern that matches exactly this text.</summary>
    /// <param name="text">Any text without control characters, which keys do not hold.</param>
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
