namespace Mooncake;

/// <summary>
/// Makes a partial record or record struct a stored type: its values live in the store under a key made from the template,
/// such as <c>[StoreKey("kv/{Model}/{Layer:D3}/{Block:x16}")]</c>, whose placeholders name members of the type.
/// </summary>
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
