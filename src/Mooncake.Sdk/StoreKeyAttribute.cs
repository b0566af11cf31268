namespace Mooncake;

/// <summary>
/// Makes a partial type a stored type: its values are stored under a key built from the template, such as
/// <c>[StoreKey("kv/{Model}/{Layer:D3}/{Block:x16}")]</c>, whose placeholders name members of the type.
/// </summary>
/// <remarks>
/// <para>
/// A placeholder names a public property or field: a string, an integer of fixed size (format <c>D</c>, <c>X</c> or <c>x</c>, with a
/// minimum number of digits), a Guid (<c>D</c>, <c>N</c>, <c>B</c> or <c>P</c>, lower case), a bool (0 or 1) or an enum (its number, in
/// an integer's formats, or its name with <c>G</c>). Key members are stored in the value like other members. A template
/// without a placeholder names a single object.
/// </para>
/// <para>
/// Different keys never have the same text, and the text of a key can be parsed. In strings, control characters, <c>%</c>, the comma and
/// the first character of each literal after a placeholder are written as <c>%XX</c> for each byte of UTF-8. Placeholders must not be
/// adjacent, and the literal after one must not start with a character that could belong to the part: after a string or a name, no letter,
/// digit or <c>%</c>; after a number, no digit of its base. An empty string is allowed; an operation fails for null or a lone surrogate.
/// </para>
/// </remarks>
/// <param name="template">
/// Literal text and placeholders: <c>{Member}</c> or <c>{Member:format}</c>; <c>{{</c> and <c>}}</c> are literal braces.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StoreKeyAttribute(string template) : Attribute
{
    /// <summary>The key template.</summary>
    public string Template { get; } = template;

    /// <summary>The name of the typed set on the store, or null for the type's name plus "s".</summary>
    public string? Set { get; set; }

    /// <summary>What the trailer after the object's bytes protects.</summary>
    /// <value><see cref="StoreIntegrity.Checksum"/> unless set.</value>
    public StoreIntegrity Integrity { get; set; }

    /// <summary>True to also read objects without a trailer, such as those of other writers.</summary>
    /// <value>False unless set.</value>
    public bool IsTrailerOptional { get; set; }
}
