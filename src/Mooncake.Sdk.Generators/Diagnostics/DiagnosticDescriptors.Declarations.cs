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
        "No code can be added to '{0}', because {1} not partial; declare {2} 'partial'");

    /// <summary>See docs/rules/MOON0002.md.</summary>
    public static readonly DiagnosticDescriptor ImpossibleTarget = Error(
        DiagnosticIds.ImpossibleTarget,
        DeclarationCategory,
        "Code cannot be added to the stored type",
        "No code can be added to '{0}': {1}");

    /// <summary>See docs/rules/MOON0003.md.</summary>
    public static readonly DiagnosticDescriptor InaccessibleSet = Warning(
        DiagnosticIds.InaccessibleSet,
        DeclarationCategory,
        "Typed set cannot be seen by the store",
        "The store gets no typed set for '{0}', because '{1}' is {2}; make it internal or public");

    /// <summary>See docs/rules/MOON0010.md.</summary>
    public static readonly DiagnosticDescriptor MalformedTemplate = Error(
        DiagnosticIds.MalformedTemplate,
        DeclarationCategory,
        "Key template is not well formed",
        "The key template of '{0}' is not well formed: {1}");

    /// <summary>See docs/rules/MOON0011.md.</summary>
    public static readonly DiagnosticDescriptor TemplateWithoutPlaceholder = Warning(
        DiagnosticIds.TemplateWithoutPlaceholder,
        DeclarationCategory,
        "Key template has no placeholder",
        "All values of '{0}' have the one key '{1}', so that the store holds a single object of this type; name a member that tells them apart, such as {{Id}}, or silence this rule here if a single object is meant");

    /// <summary>See docs/rules/MOON0012.md.</summary>
    public static readonly DiagnosticDescriptor AdjacentPlaceholders = Error(
        DiagnosticIds.AdjacentPlaceholders,
        DeclarationCategory,
        "Placeholders stand side by side",
        "Nothing stands between this placeholder of '{0}' and the one before, so two keys could be the same text; put a separator such as '/' between them");

    /// <summary>See docs/rules/MOON0013.md.</summary>
    public static readonly DiagnosticDescriptor AmbiguousLiteral = Error(
        DiagnosticIds.AmbiguousLiteral,
        DeclarationCategory,
        "Literal cannot be told from the key part before it",
        "'{0}' in the key template of '{1}' could be taken for more of {2}; put a separator such as '/' in front of it");

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
        "Key template is longer than keys may be",
        "The fixed text in the key template of '{0}' alone has {1} bytes of UTF-8, and a key may have {2} unless MaxKeyBytes is raised; shorten it");

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
        "Type cannot stand in a key",
        "Key part '{0}' of '{1}' has type '{2}', expected a string, integer, Guid, bool or enum; {3}");

    /// <summary>See docs/rules/MOON0023.md.</summary>
    public static readonly DiagnosticDescriptor UnsupportedKeyFormat = Error(
        DiagnosticIds.UnsupportedKeyFormat,
        DeclarationCategory,
        "Format is not one that the key part takes",
        "Format '{0}' of key part '{1}' of '{2}' is not one that '{3}' takes; {4}");

    /// <summary>See docs/rules/MOON0030.md.</summary>
    public static readonly DiagnosticDescriptor MutableKeyMember = Warning(
        DiagnosticIds.MutableKeyMember,
        DeclarationCategory,
        "Key member can be set after construction",
        "Key member '{0}' of '{1}' can be set after construction, so that an object may end up under another key than it was read from; make it {2}");

    /// <summary>See docs/rules/MOON0031.md.</summary>
    public static readonly DiagnosticDescriptor OverlappingTemplates = Warning(
        DiagnosticIds.OverlappingTemplates,
        DeclarationCategory,
        "Key templates overlap",
        "The key templates of '{0}' and '{1}' can produce one key, for example '{2}'; give each type a prefix of its own",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>See docs/rules/MOON0032.md.</summary>
    public static readonly DiagnosticDescriptor InvalidSetName = Error(
        DiagnosticIds.InvalidSetName,
        DeclarationCategory,
        "Name of the typed set is not an identifier",
        "Set name '{0}' of '{1}' is not a C# identifier; the typed set is a property of that name, such as 'Sessions'");

    /// <summary>See docs/rules/MOON0033.md.</summary>
    public static readonly DiagnosticDescriptor ClashingSetName = Warning(
        DiagnosticIds.ClashingSetName,
        DeclarationCategory,
        "Name of the typed set is taken",
        "Set name '{0}' of '{1}' is also the name of {2}; give the set another name with Set =",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>See docs/rules/MOON0034.md.</summary>
    public static readonly DiagnosticDescriptor UnstoredKeyMember = Warning(
        DiagnosticIds.UnstoredKeyMember,
        DeclarationCategory,
        "Key member is not stored",
        "Key member '{0}' of '{1}' is left out by [StoreIgnore], so that a value that is read has another key than it was read from; store it, or compute it from members that are stored");

    /// <summary>See docs/rules/MOON0035.md.</summary>
    public static readonly DiagnosticDescriptor UndefinedOption = Error(
        DiagnosticIds.UndefinedOption,
        DeclarationCategory,
        "Attribute asks for an option that does not exist",
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
        "Type cannot get a serializer",
        "No serializer is generated for '{0}': {1}");

    /// <summary>See docs/rules/MOON0102.md.</summary>
    public static readonly DiagnosticDescriptor InvalidUnionCase = Error(
        DiagnosticIds.InvalidUnionCase,
        DeclarationCategory,
        "Entry of a union cannot be stored",
        "Union '{0}' cannot have this entry: {1}");

    /// <summary>See docs/rules/MOON0103.md.</summary>
    public static readonly DiagnosticDescriptor InvalidMemberOrder = Error(
        DiagnosticIds.InvalidMemberOrder,
        DeclarationCategory,
        "Order of a member does not fit the layout",
        "Member '{0}' does not fit the layout of '{1}': {2}");

    /// <summary>See docs/rules/MOON0104.md.</summary>
    public static readonly DiagnosticDescriptor UnstatedTolerantOrder = Warning(
        DiagnosticIds.UnstatedTolerantOrder,
        DeclarationCategory,
        "Slots of a version-tolerant type are not stated",
        "Members of version-tolerant '{0}' have slots by their place in the source, and moving one would change what is read from stored objects; state each slot with [StoreOrder]");

    /// <summary>See docs/rules/MOON0105.md.</summary>
    public static readonly DiagnosticDescriptor LostMember = Warning(
        DiagnosticIds.LostMember,
        DeclarationCategory,
        "Member is stored and lost when it is read",
        "Member '{0}' of '{1}' is stored, but nothing can set it when a value is read; give it an init accessor or a constructor parameter of its name, or leave it out with [StoreIgnore]");

    /// <summary>See docs/rules/MOON0106.md.</summary>
    public static readonly DiagnosticDescriptor UnlistedUnionCase = Warning(
        DiagnosticIds.UnlistedUnionCase,
        DeclarationCategory,
        "Union does not list a type below it",
        "Union '{1}' does not list '{0}', so that putting one as a '{1}' fails; add [StoreUnion({2}, typeof({0}))] to '{1}'");

    /// <summary>See docs/rules/MOON0107.md.</summary>
    public static readonly DiagnosticDescriptor AmbiguousOrder = Warning(
        DiagnosticIds.AmbiguousOrder,
        DeclarationCategory,
        "Two members have one order",
        "Order {2} of '{0}' in '{1}' is also that of '{3}', so that the source decides which comes first; state orders that differ, on all members");

    /// <summary>See docs/rules/MOON0108.md.</summary>
    public static readonly DiagnosticDescriptor IneffectiveAttribute = Warning(
        DiagnosticIds.IneffectiveAttribute,
        DeclarationCategory,
        "Attribute has no effect",
        "{0} on '{1}' has no effect: {2}");
}
