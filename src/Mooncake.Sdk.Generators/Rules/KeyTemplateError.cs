namespace Mooncake.Sdk.Generators.Rules;

/// <summary>What can be wrong with a key template, before its members are looked at.</summary>
internal enum KeyTemplateError
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The template is null or empty.</summary>
    Empty,

    /// <summary>A brace opens or closes no placeholder and is not doubled.</summary>
    LoneBrace,

    /// <summary>What stands between the braces is not a C# identifier, with or without a colon and a format.</summary>
    BadPlaceholder,

    /// <summary>A member is named twice.</summary>
    DuplicatePlaceholder,

    /// <summary>Two placeholders stand side by side: where one ends and the other begins could not be told.</summary>
    AdjacentPlaceholders,

    /// <summary>A literal holds a control character or half of a surrogate pair.</summary>
    BadLiteral,

    /// <summary>A literal that follows a placeholder begins with a character outside the basic multilingual plane.</summary>
    BadSeparator,
}
