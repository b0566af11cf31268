using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>Rules for declarations: 0001 to 0499.</summary>
internal static partial class DiagnosticDescriptors
{
    /// <summary>See docs/rules/MOON0001.md.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error(
        DiagnosticIds.NotPartial,
        DeclarationCategory,
        "Stored type is not partial",
        "No code can be generated for '{0}', because {1} not partial; declare {2} 'partial'");

    /// <summary>See docs/rules/MOON0002.md.</summary>
    public static readonly DiagnosticDescriptor ImpossibleTarget = Error(
        DiagnosticIds.ImpossibleTarget,
        DeclarationCategory,
        "Code cannot be generated for the stored type",
        "No code can be generated for '{0}': {1}");

    /// <summary>See docs/rules/MOON0003.md.</summary>
    public static readonly DiagnosticDescriptor InaccessibleSet = Warning(
        DiagnosticIds.InaccessibleSet,
        DeclarationCategory,
        "Typed set is not accessible from the store",
        "No typed set is generated for '{0}', because '{1}' is {2}; make '{1}' internal or public");

    /// <summary>See docs/rules/MOON0010.md.</summary>
    public static readonly DiagnosticDescriptor MalformedTemplate = Error(
        DiagnosticIds.MalformedTemplate,
        DeclarationCategory,
        "Key template is malformed",
        "The key template of '{0}' is malformed: {1}");

    /// <summary>See docs/rules/MOON0011.md.</summary>
    public static readonly DiagnosticDescriptor TemplateWithoutPlaceholder = Warning(
        DiagnosticIds.TemplateWithoutPlaceholder,
        DeclarationCategory,
        "Key template has no placeholder",
        "All values of '{0}' share the key '{1}', so the store holds only one object of this type; add a placeholder such as {{Id}}, or suppress the rule if a single object is intended");

    /// <summary>See docs/rules/MOON0012.md.</summary>
    public static readonly DiagnosticDescriptor AdjacentPlaceholders = Error(
        DiagnosticIds.AdjacentPlaceholders,
        DeclarationCategory,
        "Placeholders are adjacent",
        "No literal separates this placeholder of '{0}' from the previous one, so different values could have the same key; insert a separator such as '/'");

    /// <summary>See docs/rules/MOON0013.md.</summary>
    public static readonly DiagnosticDescriptor AmbiguousLiteral = Error(
        DiagnosticIds.AmbiguousLiteral,
        DeclarationCategory,
        "Literal could be part of the key part before it",
        "'{0}' in the key template of '{1}' could be read as part of {2}; insert a separator such as '/' before it");

    /// <summary>See docs/rules/MOON0014.md.</summary>
    public static readonly DiagnosticDescriptor CommaInTemplate = Warning(
        DiagnosticIds.CommaInTemplate,
        DeclarationCategory,
        "Key template contains a comma",
        "The key template of '{0}' contains a comma, and Mooncake's administration interface splits lists of keys at commas; use another separator, such as '/'");

    /// <summary>See docs/rules/MOON0015.md.</summary>
    public static readonly DiagnosticDescriptor TemplateTooLong = Warning(
        DiagnosticIds.TemplateTooLong,
        DeclarationCategory,
        "Key template exceeds the maximum key length",
        "The literal text of the key template of '{0}' has {1} bytes of UTF-8, and a key may have {2} unless MaxKeyBytes is raised; shorten it");

    /// <summary>See docs/rules/MOON0020.md.</summary>
    public static readonly DiagnosticDescriptor UnknownPlaceholder = Error(
        DiagnosticIds.UnknownPlaceholder,
        DeclarationCategory,
        "Placeholder names no member",
        "Placeholder '{0}' names no member of '{1}'; {2}");

    /// <summary>See docs/rules/MOON0021.md.</summary>
    public static readonly DiagnosticDescriptor UnusableKeyMember = Error(
        DiagnosticIds.UnusableKeyMember,
        DeclarationCategory,
        "Member cannot be part of a key",
        "Placeholder '{0}' of '{1}' names a member that cannot be part of a key: {2}");

    /// <summary>See docs/rules/MOON0022.md.</summary>
    public static readonly DiagnosticDescriptor UnsupportedKeyType = Error(
        DiagnosticIds.UnsupportedKeyType,
        DeclarationCategory,
        "Type cannot be part of a key",
        "Key part '{0}' of '{1}' has type '{2}', but must be a string, integer, Guid, bool or enum; {3}");

    /// <summary>See docs/rules/MOON0023.md.</summary>
    public static readonly DiagnosticDescriptor UnsupportedKeyFormat = Error(
        DiagnosticIds.UnsupportedKeyFormat,
        DeclarationCategory,
        "Format is not supported for the key part",
        "Format '{0}' of key part '{1}' of '{2}' is not supported for '{3}'; {4}");

    /// <summary>See docs/rules/MOON0030.md.</summary>
    public static readonly DiagnosticDescriptor MutableKeyMember = Warning(
        DiagnosticIds.MutableKeyMember,
        DeclarationCategory,
        "Key member can be set after construction",
        "Key member '{0}' of '{1}' can change after construction, which can move an object to another key; make it {2}");

    /// <summary>See docs/rules/MOON0031.md.</summary>
    public static readonly DiagnosticDescriptor OverlappingTemplates = Warning(
        DiagnosticIds.OverlappingTemplates,
        DeclarationCategory,
        "Key templates overlap",
        "The key templates of '{0}' and '{1}' can produce the same key, for example '{2}'; give each type its own prefix",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>See docs/rules/MOON0032.md.</summary>
    public static readonly DiagnosticDescriptor InvalidSetName = Error(
        DiagnosticIds.InvalidSetName,
        DeclarationCategory,
        "Name of the typed set is not an identifier",
        "Set name '{0}' of '{1}' is not a C# identifier, but the typed set is a property with this name; use a name such as 'Sessions'");

    /// <summary>See docs/rules/MOON0033.md.</summary>
    public static readonly DiagnosticDescriptor ClashingSetName = Warning(
        DiagnosticIds.ClashingSetName,
        DeclarationCategory,
        "Name of the typed set is already in use",
        "Set name '{0}' of '{1}' is also the name of {2}; choose another name with Set =",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>See docs/rules/MOON0034.md.</summary>
    public static readonly DiagnosticDescriptor UnstoredKeyMember = Warning(
        DiagnosticIds.UnstoredKeyMember,
        DeclarationCategory,
        "Key member is not stored",
        "Key member '{0}' of '{1}' is not stored ([StoreIgnore]), so a value that was read has another key; store the member, or compute it from stored members");

    /// <summary>See docs/rules/MOON0035.md.</summary>
    public static readonly DiagnosticDescriptor UndefinedOption = Error(
        DiagnosticIds.UndefinedOption,
        DeclarationCategory,
        "Attribute argument is not a defined enum value",
        "No code is generated for '{0}', because {1} is not a value of {2}; use {3}");

    /// <summary>See docs/rules/MOON0100.md.</summary>
    public static readonly DiagnosticDescriptor UnsupportedMemberType = Error(
        DiagnosticIds.UnsupportedMemberType,
        DeclarationCategory,
        "Member type is not supported by the serializer",
        "Member '{0}' of '{1}' cannot be stored: {2}");

    /// <summary>See docs/rules/MOON0101.md.</summary>
    public static readonly DiagnosticDescriptor UnserializableType = Error(
        DiagnosticIds.UnserializableType,
        DeclarationCategory,
        "No serializer can be generated for the type",
        "No serializer can be generated for '{0}': {1}");

    /// <summary>See docs/rules/MOON0102.md.</summary>
    public static readonly DiagnosticDescriptor InvalidUnionCase = Error(
        DiagnosticIds.InvalidUnionCase,
        DeclarationCategory,
        "Union entry cannot be stored",
        "Union '{0}' cannot have this entry: {1}");

    /// <summary>See docs/rules/MOON0103.md.</summary>
    public static readonly DiagnosticDescriptor InvalidMemberOrder = Error(
        DiagnosticIds.InvalidMemberOrder,
        DeclarationCategory,
        "Order of a member does not match the layout",
        "Member '{0}' does not match the layout of '{1}': {2}");

    /// <summary>See docs/rules/MOON0104.md.</summary>
    public static readonly DiagnosticDescriptor UnstatedTolerantOrder = Warning(
        DiagnosticIds.UnstatedTolerantOrder,
        DeclarationCategory,
        "Version-tolerant type does not state its slots",
        "The members of version-tolerant '{0}' get their slots from the source order, so moving one changes how stored objects are read; state each slot with [StoreOrder]");

    /// <summary>See docs/rules/MOON0105.md.</summary>
    public static readonly DiagnosticDescriptor LostMember = Warning(
        DiagnosticIds.LostMember,
        DeclarationCategory,
        "Member is stored but lost on reading",
        "Member '{0}' of '{1}' is stored, but cannot be set when the object is read; add an init accessor or a constructor parameter with its name, or exclude it with [StoreIgnore]");

    /// <summary>See docs/rules/MOON0117.md.</summary>
    public static readonly DiagnosticDescriptor LostComparer = Warning(
        DiagnosticIds.LostComparer,
        DeclarationCategory,
        "Comparer is lost when a value is read",
        "'{0}' is not stored, so '{1}' of '{2}' has the default comparer when it is read; add a set accessor to '{1}', or implement the comparison in the type of the keys");

    /// <summary>See docs/rules/MOON0106.md.</summary>
    public static readonly DiagnosticDescriptor UnlistedUnionCase = Warning(
        DiagnosticIds.UnlistedUnionCase,
        DeclarationCategory,
        "Union does not list a derived type",
        "Union '{1}' does not list '{0}', so a put of a '{0}' as '{1}' fails; add [StoreUnion({2}, typeof({0}))] to '{1}'");

    /// <summary>See docs/rules/MOON0107.md.</summary>
    public static readonly DiagnosticDescriptor AmbiguousOrder = Warning(
        DiagnosticIds.AmbiguousOrder,
        DeclarationCategory,
        "Two members have the same order",
        "Order {2} of '{0}' in '{1}' is also the order of '{3}', so the source order decides which comes first; give all members different orders");

    /// <summary>See docs/rules/MOON0108.md.</summary>
    public static readonly DiagnosticDescriptor IneffectiveAttribute = Warning(
        DiagnosticIds.IneffectiveAttribute,
        DeclarationCategory,
        "Attribute has no effect",
        "{0} on '{1}' has no effect: {2}");
}
