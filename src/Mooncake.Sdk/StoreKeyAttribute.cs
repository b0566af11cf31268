namespace Mooncake;

/// <summary>
/// Makes a partial record or record struct a stored type: its values live in the store under a key made from the template,
/// such as <c>[StoreKey("kv/{Model}/{Layer:D3}/{Block:x16}")]</c>, whose placeholders name members of the type.
/// </summary>
/// <remarks>
/// <para>
/// A placeholder names a public property or field: a string, an integer of fixed size (format <c>D</c>, <c>X</c> or <c>x</c>, with how many
/// digits there are at least), a Guid (<c>D</c>, <c>N</c>, <c>B</c> or <c>P</c>, lower case), a bool (0 or 1) or an enum (its number, in
/// an integer's formats, or its name with <c>G</c>). Members that are parts of the key are stored with the value like others. A template
/// without a placeholder names a single object.
/// </para>
/// <para>
/// Two different keys never have the same text, and a key's text parses back: in strings, control characters, <c>%</c>, the comma and the
/// first character of each literal that follows a placeholder are written as <c>%XX</c> for each byte of UTF-8. For the same reason
/// placeholders do not stand side by side, and a literal behind one begins with nothing that could belong to the part: behind a string
/// or a name with no letter, digit or <c>%</c>, behind a number with no digit of its base. An empty string is a part like others; null
/// and half a surrogate pair have no text, and the operation says so.
/// </para>
/// </remarks>
/// <param name="template">Literal text and placeholders: <c>{Member}</c> or <c>{Member:format}</c>; <c>{{</c> and <c>}}</c> stand for braces.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StoreKeyAttribute(string template) : Attribute
{
    /// <summary>The key template.</summary>
    public string Template { get; } = template;

    /// <summary>The name of the typed set on the store, or null for the type's name with an "s".</summary>
    public string? Set { get; set; }

    /// <summary>What the trailer behind the object's bytes protects.</summary>
    /// <value><see cref="StoreIntegrity.Checksum"/> unless set.</value>
    public StoreIntegrity Integrity { get; set; }

    /// <summary>True to read objects without a trailer as well, such as those that other writers stored.</summary>
    /// <value>False unless set.</value>
    public bool IsTrailerOptional { get; set; }
}
