using System.Globalization;

namespace Mooncake.Keys;

/// <summary>What can be wrong with a key, in words.</summary>
internal static class KeyErrors
{
    /// <summary>Foreign text longer than this is cut in errors.</summary>
    private const int QuotedLength = 200;

    /// <summary>The error of a key, or a key's beginning, whose text could not be written.</summary>
    /// <param name="operation">The operation that the key was for.</param>
    /// <param name="code">What the writer holds: <see cref="StoreErrorCode.KeyTooLong"/>, <see cref="StoreErrorCode.KeyNotEncodable"/> or <see cref="StoreErrorCode.InvalidKey"/>.</param>
    /// <param name="template">The key's template.</param>
    /// <param name="maxBytes">The limit that the key met, in bytes.</param>
    internal static StoreError NotWritten(StoreOperation operation, StoreErrorCode code, string template, int maxBytes) => code switch
    {
        StoreErrorCode.KeyTooLong => new StoreError(
            code,
            operation,
            string.Create(CultureInfo.InvariantCulture, $"The key of template '{template}' is longer than {maxBytes} bytes."),
            "Shorten the key's text parts; characters that are percent-encoded take three bytes for each of their own."),
        StoreErrorCode.InvalidKey => new StoreError(
            code,
            operation,
            $"The key of template '{template}' is empty.",
            "Give the text part at least one character, or the template some literal text."),
        _ => new StoreError(
            code,
            operation,
            $"A part of the key of template '{template}' has no text: a string that is null or holds a lone surrogate, or an enum value that has no name.",
            "Set every text part, to strings that are whole UTF-16, and use named values where the template's format is G."),
    };

    /// <summary>The error of text that is not a key of a template.</summary>
    /// <param name="text">The text, from anywhere.</param>
    /// <param name="template">The template.</param>
    internal static StoreError NotCanonical(string text, string template) => new(
        StoreErrorCode.KeyNotCanonical,
        StoreOperation.ParseKey,
        $"The text is not a key of template '{template}' in its canonical form.",
        "Take keys as the store lists them or as ToString writes them; other spellings of the same parts are not keys.")
    {
        Key = text.Length <= QuotedLength ? text : string.Concat(text.AsSpan(0, QuotedLength), "..."),
    };
}
