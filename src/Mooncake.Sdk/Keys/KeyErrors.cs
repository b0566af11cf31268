using Mooncake.Operations;

namespace Mooncake.Keys;

/// <summary>What can be wrong with a key, in words.</summary>
internal static class KeyErrors
{
    /// <summary>Foreign text longer than this is cut in errors.</summary>
    private const int QuotedLength = 200;

    /// <summary>The error of an operation on leading parts that cannot be written.</summary>
    /// <param name="code">Why.</param>
    /// <param name="template">The keys' template.</param>
    /// <param name="operation">The operation.</param>
    internal static StoreError PrefixNotEncodable(StoreErrorCode code, string template, StoreOperation operation) => new(
        code,
        operation,
        code == StoreErrorCode.KeyPartUnnamed
            ? $"One of the leading parts for template '{template}' is an enum value without a name, and the template writes it by name (format G)."
            : $"One of the leading parts for template '{template}' has no text: it is null or contains a lone surrogate.",
        code == StoreErrorCode.KeyPartUnnamed ? "Use a value that the enum declares." : "Set every text part, to whole UTF-16.")
    {
        Outcome = operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite,
    };

    /// <summary>The error of a removal that would take every object in the store with it.</summary>
    /// <param name="template">The keys' template.</param>
    internal static StoreError PrefixEmpty(string template) => new(
        StoreErrorCode.InvalidPattern,
        StoreOperation.Remove,
        $"Keys of template '{template}' have no beginning in common, so that every object in the store would be removed.",
        "Give at least the first part, or begin the template with literal text.")
    {
        Outcome = WriteOutcome.NotApplied,
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
