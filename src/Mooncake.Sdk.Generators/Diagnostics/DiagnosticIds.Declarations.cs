namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>Rules for declarations: 0001 to 0099 for targets and keys, 0100 to 0199 for what is stored.</summary>
internal static partial class DiagnosticIds
{
    /// <summary>A marked type, or one around it, is not partial.</summary>
    public const string NotPartial = "MOON0001";

    /// <summary>Code can never be added to a marked type: it is static, a ref struct, local to its file, or generic with a key.</summary>
    public const string ImpossibleTarget = "MOON0002";

    /// <summary>A typed set cannot be seen from outside the types around the stored type, so the store gets none.</summary>
    public const string InaccessibleSet = "MOON0003";

    /// <summary>A key template that is not well formed.</summary>
    public const string MalformedTemplate = "MOON0010";

    /// <summary>A key template without placeholders.</summary>
    public const string TemplateWithoutPlaceholder = "MOON0011";

    /// <summary>Two placeholders of a template with nothing between them.</summary>
    public const string AdjacentPlaceholders = "MOON0012";

    /// <summary>A literal that cannot be told from the part before it.</summary>
    public const string AmbiguousLiteral = "MOON0013";

    /// <summary>A comma in a template's literal.</summary>
    public const string CommaInTemplate = "MOON0014";

    /// <summary>A template whose shortest key is longer than stores take.</summary>
    public const string TemplateTooLong = "MOON0015";

    /// <summary>A placeholder that names no member.</summary>
    public const string UnknownPlaceholder = "MOON0020";

    /// <summary>A placeholder that names a member which no key can hold, whatever its type.</summary>
    public const string UnusableKeyMember = "MOON0021";

    /// <summary>A key member's type is not one that keys take.</summary>
    public const string UnsupportedKeyType = "MOON0022";

    /// <summary>A placeholder's format is not one that its member's type takes.</summary>
    public const string UnsupportedKeyFormat = "MOON0023";

    /// <summary>A key member can be set after construction.</summary>
    public const string MutableKeyMember = "MOON0030";

    /// <summary>Two templates can produce one key.</summary>
    public const string OverlappingTemplates = "MOON0031";

    /// <summary>A typed set's name is no identifier.</summary>
    public const string InvalidSetName = "MOON0032";

    /// <summary>Two typed sets of one namespace, or a typed set and a member of the store, have one name.</summary>
    public const string ClashingSetName = "MOON0033";

    /// <summary>A key member is not stored.</summary>
    public const string UnstoredKeyMember = "MOON0034";

    /// <summary>An enum argument of an attribute has a value that the enum does not declare.</summary>
    public const string UndefinedOption = "MOON0035";

    /// <summary>A stored member's type is not supported by the serializer.</summary>
    public const string UnsupportedMemberType = "MOON0100";

    /// <summary>A marked type cannot get a serializer.</summary>
    public const string UnserializableType = "MOON0101";

    /// <summary>An entry of a union is not one that can be stored.</summary>
    public const string InvalidUnionCase = "MOON0102";

    /// <summary>The order of a member is not one that the layout takes.</summary>
    public const string InvalidMemberOrder = "MOON0103";

    /// <summary>A version-tolerant type's members do not state their slots.</summary>
    public const string UnstatedTolerantOrder = "MOON0104";

    /// <summary>A member is stored, and cannot be set when it is read.</summary>
    public const string LostMember = "MOON0105";

    /// <summary>A collection is read without the comparer that its initializer names.</summary>
    public const string LostComparer = "MOON0117";

    /// <summary>A stored type derives from a union that does not list it.</summary>
    public const string UnlistedUnionCase = "MOON0106";

    /// <summary>Two members have one order.</summary>
    public const string AmbiguousOrder = "MOON0107";

    /// <summary>An attribute of the SDK stands where it does nothing.</summary>
    public const string IneffectiveAttribute = "MOON0108";
}
